import { limits } from '@concord/consultation';
import { UndoDecisionDocument } from '@concord/schema';
import type { SettledFieldsFragment as Decision } from '@concord/schema';
import { useState } from 'react';
import { Link } from 'wouter';
import {
  commentHref,
  DeferralPart,
  dispositionState,
  FailureNotice,
  newKey,
  numberWords,
  OrganisationBadge,
  sectionTitle,
  useMoment,
  useOpenConsultation,
  useSending,
  useUnsentText,
  WordingView,
} from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { StatusChip } from '../ui/chip';
import { Dialog } from '../ui/dialog';
import { TextArea } from '../ui/field';
import { focusFirstWrong } from '../ui/first-wrong';
import { useToast } from '../ui/toast';
import styles from './settled.module.css';

type SettledProps = { readonly decision: Decision; readonly onUndone?: () => void };

/** A decision as everybody entitled reads it: the words before and after, and each organisation's line. */
export function Settled({ decision, onUndone }: SettledProps) {
  const t = useText();
  const { locale } = useLocale();
  const { moment } = useMoment();
  const consultation = useOpenConsultation();
  const [undoing, setUndoing] = useState(false);
  const place = decision.changes[0]?.section.id ?? decision.outcomes[0]?.comment.section.id;
  const section = consultation.sections.find(({ id }) => id === place);
  return (
    <article className={styles.settled}>
      <header className={styles.head}>
        <h2>{t('conflicts.settled.title')}</h2>
        {section && <p>{sectionTitle(section, locale, consultation.originalLanguage)}</p>}
        <p className={styles.fact}>
          {t('conflicts.settled.by', {
            organisation: decision.organisation.name[locale],
            date: moment(decision.decidedAt),
          })}
        </p>
        {decision.mayUndo && (
          <Button size="small" icon="undo" onClick={() => setUndoing(true)}>
            {t('conflicts.undo.open')}
          </Button>
        )}
      </header>
      {decision.undoneBy && (
        <Banner tone="changed" title={t('conflicts.undone')}>
          {t('conflicts.settled.by', {
            organisation: decision.undoneBy.organisation.name[locale],
            date: moment(decision.undoneBy.decidedAt),
          })}
          {decision.undoneBy.reason && <p>{decision.undoneBy.reason}</p>}
        </Banner>
      )}
      {decision.changes.length === 0 ? (
        <p className={styles.fact}>{t('conflicts.decide.textStays')}</p>
      ) : (
        decision.changes.map(({ before, after, language, revision }) => (
          <div key={`${language}/${revision}/${before}`} className={styles.change}>
            <WordingView before={before} after={after} language={language} />
          </div>
        ))
      )}
      <ul className={styles.outcomes}>
        {decision.outcomes.map((outcome) => {
          const { meaning, icon, word } = dispositionState(outcome.disposition);
          const { comment } = outcome;
          return (
            <li key={outcome.id}>
              <p className={styles.line}>
                <OrganisationBadge organisation={comment.organisation} />
                <Link href={commentHref(consultation, comment)}>{numberWords(t, comment)}</Link>
                <StatusChip plain meaning={meaning} label={t(word)} {...(icon && { icon })} />
                {outcome.into?.number && (
                  <span>{t('conflicts.settled.into', { number: outcome.into.number })}</span>
                )}
                {(comment.acknowledgement ?? outcome.acknowledgement) && (
                  <span>
                    {t(`vocabulary.acknowledgement.${comment.acknowledgement ?? outcome.acknowledgement}`)}
                  </span>
                )}
              </p>
              {outcome.deferral && (
                <DeferralPart commentId={comment.id} {...(!outcome.stands && { past: outcome.deferral })} />
              )}
              {outcome.reason && <p className={styles.reason}>{outcome.reason}</p>}
            </li>
          );
        })}
      </ul>
      {undoing && (
        <UndoDialog
          decision={decision}
          onClose={() => setUndoing(false)}
          onUndone={() => {
            setUndoing(false);
            onUndone?.();
          }}
        />
      )}
    </article>
  );
}

type UndoDialogProps = {
  readonly decision: Decision;
  readonly onClose: () => void;
  readonly onUndone: () => void;
};

function UndoDialog({ decision, onClose, onUndone }: UndoDialogProps) {
  const t = useText();
  const { locale } = useLocale();
  const { send, busy, failure } = useSending();
  const toast = useToast();
  const [key] = useState(newKey);
  const { value: reason, change: setReason, forget } = useUnsentText(`undo/${decision.id}`);
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';

  const undo = async () => {
    setTried(true);
    if (missing) return focusFirstWrong();
    if (busy) return;
    const outcome = await send(
      UndoDecisionDocument,
      { input: { key, decisionId: decision.id, reason } },
      (data) => data.undoDecision,
    );
    if ('failure' in outcome) return;
    forget();
    toast({ text: t('conflicts.undo.done'), meaning: 'agreed' });
    onUndone();
  };

  return (
    <Dialog
      open
      title={t('conflicts.undo.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="danger" busy={busy} onClick={() => void undo()}>
            {t('conflicts.undo.action')}
          </Button>
        </>
      }
    >
      <p>{t('conflicts.undo.explain', { count: decision.outcomes.length })}</p>
      <TextArea
        label={t('conflicts.undo.reason')}
        value={reason}
        onChange={setReason}
        lang={locale}
        limit={limits.reason.max}
        rows={3}
        required
        error={tried && missing ? t('conflicts.problem.reason_required') : undefined}
      />
      <FailureNotice failure={failure} />
    </Dialog>
  );
}
