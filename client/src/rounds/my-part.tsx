import type { RoundPhase } from '@concord/consultation';
import { DeclareWorkDocument, GiveNilReturnDocument, TakeBackNilReturnDocument } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, useOpenConsultation, useSend, type Failure } from '../comments';
import { useFormat } from '../i18n/format';
import { useLocale, useText } from '../i18n/provider';
import { useNow } from '../platform/now';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { StatusChip } from '../ui/chip';
import { Panel } from '../ui/page';
import { useToast } from '../ui/toast';
import { OpinionForm } from './opinion-form';
import type { Round } from './round';
import styles from './rounds.module.css';

type MyPartProps = { readonly round: Round; readonly phase: RoundPhase; readonly onChanged: () => void };

type Act = 'work' | 'nothing' | 'takeBack';

/** What the own organisation has said, and what it can say. Who sees it stands above every button. */
export function MyPart({ round, phase, onChanged }: MyPartProps) {
  const t = useText();
  const { locale } = useLocale();
  const now = useNow();
  const toast = useToast();
  const send = useSend();
  const consultation = useOpenConsultation();
  const format = useFormat(consultation.timeZone);
  const [busy, setBusy] = useState<Act | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [opining, setOpining] = useState(false);
  const mine = round.myResponse;
  const name = consultation.myOrganisation?.name[locale] ?? '';
  if (!mine) return null;

  const act = async (what: Act) => {
    setBusy(what);
    setFailure(null);
    const variables = { consultationId: consultation.id };
    const outcome =
      what === 'work'
        ? await send(DeclareWorkDocument, variables, (data) => data.declareWork)
        : what === 'nothing'
          ? await send(GiveNilReturnDocument, variables, (data) => data.giveNilReturn)
          : await send(TakeBackNilReturnDocument, variables, (data) => data.takeBackNilReturn);
    setBusy(null);
    if ('failure' in outcome) return setFailure(outcome.failure);
    toast({ text: t(`rounds.my.${what}.done`), meaning: 'agreed' });
    onChanged();
  };
  const open = phase === 'open' || phase === 'grace';
  const last = mine.opinions.at(-1);

  return (
    <Panel title={t('rounds.my', { name })} lead={t('rounds.my.lead')}>
      {mine.remindedAt && mine.state === 'silent' && (
        <Banner
          tone="waiting"
          title={t('rounds.my.reminded', { when: format.relative(mine.remindedAt, now) })}
        >
          {t('rounds.my.remindedExplain')}
        </Banner>
      )}
      {phase === 'closed' && mine.uncleared > 0 && (
        <Banner tone="refused" title={t('rounds.my.uncleared', { count: mine.uncleared })}>
          {t('rounds.my.unclearedExplain')}
        </Banner>
      )}
      <dl className={styles.said}>
        <div>
          <dt>{t('rounds.my.state')}</dt>
          <dd>
            <StatusChip
              plain
              meaning={mine.state === 'silent' ? 'neutral' : mine.state === 'working' ? 'waiting' : 'agreed'}
              label={t(`rounds.response.${mine.state}`)}
            />
          </dd>
        </div>
        {mine.opinions.length > 0 && (
          <div>
            <dt>{t('rounds.my.opinion')}</dt>
            <dd>
              <ol className={styles.history}>
                {mine.opinions.map((opinion) => (
                  <li key={opinion.id} data-last={opinion === last || undefined}>
                    {t(`rounds.opinion.${opinion.opinion}`)}
                    {opinion.conditions && `: ${opinion.conditions}`}{' '}
                    <span className={styles.quiet}>{format.dateTime(opinion.givenAt)}</span>
                  </li>
                ))}
              </ol>
            </dd>
          </div>
        )}
      </dl>
      {open && (
        <div className={styles.buttons}>
          {mine.mayGiveOpinion && (
            <Button look="primary" onClick={() => setOpining(true)}>
              {t('rounds.opinion.open')}
            </Button>
          )}
          {mine.mayGiveNilReturn &&
            mine.state !== 'answered' &&
            (mine.nilReturn ? (
              <Button busy={busy === 'takeBack'} onClick={() => void act('takeBack')}>
                {t('rounds.my.takeBack')}
              </Button>
            ) : (
              <Button busy={busy === 'nothing'} onClick={() => void act('nothing')}>
                {t('rounds.my.nothing')}
              </Button>
            ))}
          {mine.state === 'silent' && (
            <Button busy={busy === 'work'} onClick={() => void act('work')}>
              {t('rounds.my.work')}
            </Button>
          )}
        </div>
      )}
      <FailureNotice failure={failure} />
      {opining && <OpinionForm onClose={() => setOpining(false)} onChanged={onChanged} />}
    </Panel>
  );
}
