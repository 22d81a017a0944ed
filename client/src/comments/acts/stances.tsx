import { limits, stanceNeedsReason, stancePositions } from '@concord/consultation';
import { TakeStanceDocument } from '@concord/schema';
import type {
  LaneFieldsFragment as Lane,
  StanceFieldsFragment as Stance,
  StancePosition,
} from '@concord/schema';
import { useState } from 'react';
import { useOpenConsultation } from '../consultation';
import { FailureNotice } from '../failure-notice';
import { newKey } from '../key';
import { OrganisationBadge } from '../organisation-badge';
import { useSending } from '../send';
import { useMoment } from '../use-moment';
import { useUnsentText } from '../use-unsent';
import { useLocale, useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { RadioGroup } from '../../ui/choice';
import { StatusChip } from '../../ui/chip';
import { TextArea } from '../../ui/field';
import { ActForm } from './act-form';
import type { Meaning } from '../../ui/meaning';
import { useToast } from '../../ui/toast';
import styles from './stances.module.css';

const meanings: Readonly<Record<StancePosition, Meaning>> = {
  supports: 'agreed',
  supports_with_change: 'changed',
  opposes: 'refused',
};

export type StancesProps = { readonly comment: Pick<Lane, 'id' | 'stances' | 'mayTakeStance'> };

/** What other organisations say of a comment, each in its own words; never a sum. */
export default function Stances({ comment }: StancesProps) {
  const t = useText();
  const [taking, setTaking] = useState(false);
  const [earlier, setEarlier] = useState(false);
  const standing = comment.stances.filter(({ stands }) => stands);
  const before = comment.stances.filter(({ stands }) => !stands);
  const ours = useOpenConsultation().myOrganisation?.id;
  const mine = standing.find(({ organisation }) => organisation.id === ours) ?? null;
  return (
    <section className={styles.stances}>
      <h4>{t('acts.stances')}</h4>
      {standing.length === 0 ? (
        <p className={styles.none}>{t('acts.stances.none')}</p>
      ) : (
        <ul className={styles.list}>
          {standing.map((stance) => (
            <StanceLine key={stance.id} stance={stance} />
          ))}
        </ul>
      )}
      {before.length > 0 && (
        <>
          <Button size="small" look="quiet" aria-expanded={earlier} onClick={() => setEarlier(!earlier)}>
            {t('acts.stances.earlier', { count: before.length })}
          </Button>
          {earlier && (
            <ul className={styles.list}>
              {before.map((stance) => (
                <StanceLine key={stance.id} stance={stance} />
              ))}
            </ul>
          )}
        </>
      )}
      {comment.mayTakeStance &&
        (taking ? (
          <StanceForm commentId={comment.id} standing={mine} onClose={() => setTaking(false)} />
        ) : (
          <Button size="small" onClick={() => setTaking(true)}>
            {t(mine ? 'acts.stance.change' : 'acts.stance.open')}
          </Button>
        ))}
    </section>
  );
}

function StanceLine({ stance }: { readonly stance: Stance }) {
  const t = useText();
  const { day } = useMoment();
  return (
    <li className={styles.line}>
      <OrganisationBadge organisation={stance.organisation} />
      <StatusChip plain meaning={meanings[stance.position]} label={t(`acts.stance.${stance.position}`)} />
      {!stance.stands && <time dateTime={stance.takenAt}>{day(stance.takenAt)}</time>}
      {stance.reason && <span lang={stance.language}>{stance.reason}</span>}
    </li>
  );
}

type StanceFormProps = {
  readonly commentId: string;
  /** What the organisation said before; it is what the form begins with. */
  readonly standing: Stance | null;
  readonly onClose: () => void;
};

function StanceForm({ commentId, standing, onClose }: StanceFormProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const { send, busy, failure } = useSending();
  const toast = useToast();
  const [key, setKey] = useState(newKey);
  const [position, setPosition] = useState<StancePosition | null>(standing?.position ?? null);
  const {
    value: reason,
    change: setReason,
    forget,
  } = useUnsentText(`stance/${commentId}`, standing?.reason ?? '');
  const [tried, setTried] = useState(false);
  const needed = position !== null && stanceNeedsReason(position);
  const said = reason.trim();
  const missing = needed && said === '';
  // Words that stay are in the language in which they were said.
  const language = said !== '' && said === standing?.reason ? standing.language : locale;

  const take = async () => {
    setTried(true);
    if (position === null || missing || busy) return;
    if (position === standing?.position && said === (standing.reason ?? '')) return onClose();
    const outcome = await send(
      TakeStanceDocument,
      { input: { key, commentId, position, reason: said || null, language } },
      (data) => data.takeStance,
    );
    if ('done' in outcome) {
      forget();
      toast({ text: t('acts.stance.done'), meaning: 'agreed' });
      onClose();
      return;
    }
    if (outcome.failure.code !== 'UNREACHABLE') setKey(newKey());
  };

  return (
    <ActForm onSubmit={() => void take()}>
      <p className={styles.none}>
        {t('acts.stance.who', { organisation: consultation.myOrganisation?.name[locale] ?? '' })}
      </p>
      <RadioGroup
        label={t('acts.stance.position')}
        value={position}
        onChange={setPosition}
        choices={stancePositions.map((value) => ({ value, label: t(`acts.stance.${value}`) }))}
        error={tried && position === null ? t('acts.stance.choose') : undefined}
      />
      <TextArea
        label={t('acts.stance.reason')}
        optional={!needed}
        value={reason}
        onChange={setReason}
        lang={language}
        limit={limits.reason.max}
        rows={2}
        error={tried && missing ? t('acts.stance.reasonNeeded') : undefined}
      />
      <FailureNotice failure={failure} />
      <div className={styles.actions}>
        <Button size="small" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button size="small" look="primary" type="submit" busy={busy}>
          {t('acts.stance.take')}
        </Button>
      </div>
    </ActForm>
  );
}
