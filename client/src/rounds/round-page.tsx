import { useQuery } from '@apollo/client/react';
import { expectationOf, phaseNow, stageNow } from '@concord/consultation';
import { RoundPageDocument, SilenceRoundsDocument } from '@concord/schema';
import { useParams } from 'wouter';
import { ConsultationGate, useLiveConsultation, useOpenConsultation } from '../comments';
import { touches } from '../events';
import { useFormat } from '../i18n/format';
import { useLocale, useText } from '../i18n/provider';
import { useSoon } from '../platform/soon';
import { zoneName } from '../platform/wall-time';
import { Banner } from '../ui/banner';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { Contradictions } from './contradictions';
import { Controls } from './controls';
import { EarlierRounds } from './earlier-rounds';
import { MyPart } from './my-part';
import { roundNumber, silenceNow, type Round, type SilenceRound } from './round';
import styles from './rounds.module.css';
import { SilenceRounds } from './silence-rounds';
import { Timeline } from './timeline';
import { Tracker } from './tracker';
import { useAtMoments } from './use-at-moments';

/** Milliseconds: what many organisations do at once is read once. */
const breath = 300;

/** `/c/:slug/round`: where the consultation stands, and what is expected of whom. */
export default function RoundPage() {
  const { slug } = useParams<{ slug: string }>();
  return (
    <ConsultationGate slug={slug}>{(_, again) => <RoundOfConsultation again={again} />}</ConsultationGate>
  );
}

function RoundOfConsultation({ again }: { readonly again: () => Promise<string | null> }) {
  const t = useText();
  const consultation = useOpenConsultation();
  const variables = { slug: consultation.slug };
  const page = useQuery(RoundPageDocument, { variables });
  const silence = useQuery(SilenceRoundsDocument, { variables });
  const refetch = () => Promise.all([page.refetch(), silence.refetch()]);
  const readRound = useSoon(page.refetch, breath);
  const readSilence = useSoon(silence.refetch, breath);
  useLiveConsultation(consultation, {
    onEvent: (event) => {
      if (touches(event, 'round')) readRound();
      if (touches(event, 'silence')) readSilence();
    },
    onLost: async () => (await Promise.all([again(), refetch()]))[0],
  });
  const round = page.data?.consultation?.round;
  useAtMoments(round ? [round.opensAt, round.mine.deadline, round.mine.lastCall] : [], readRound);
  const silenceRounds = silence.data?.consultation?.silenceRounds ?? [];
  return (
    <Page
      width="wide"
      title={t('rounds.title')}
      lead={t('rounds.lead', { timeZone: zoneName(consultation.timeZone) })}
    >
      {round ? (
        <OpenRound
          runs={page.data?.consultation?.may.run ?? false}
          round={round}
          silenceRounds={silenceRounds}
          onChanged={() => void refetch()}
        />
      ) : page.error ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : page.loading ? (
        <Skeleton lines={8} />
      ) : (
        <EmptyState icon="clock" title={t('rounds.none')} />
      )}
    </Page>
  );
}

type OpenRoundProps = {
  readonly runs: boolean;
  readonly round: Round;
  readonly silenceRounds: readonly SilenceRound[];
  readonly onChanged: () => void;
};

function OpenRound({ runs, round, silenceRounds, onChanged }: OpenRoundProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const format = useFormat(consultation.timeZone);
  // As the server's clock had it at the last answer: a device's own may be wrong by hours.
  const { phase } = round.mine;
  const stands = phaseNow(phase, round.ordinal);
  const silence = silenceNow(silenceRounds);
  const expectation = expectationOf({ roles: consultation.myRoles }, stands, silence);
  // What stands by silence is expected of whoever may object, whichever stage the consultation is in.
  const mayObject = silenceRounds.some(({ items }) => items.some((item) => item.mayObject));
  const expectations = mayObject && expectation !== 'object' ? [expectation, 'object'] : [expectation];
  const dated = {
    date: round.mine.deadline ? format.dateTime(round.mine.deadline) : '',
    dated: round.mine.deadline ? 'yes' : 'no',
  };
  return (
    <>
      <div className={styles.head}>
        <Timeline
          round={round}
          now={stageNow(stands, silence)}
          closesAt={silenceRounds.find(({ closedAt }) => closedAt === null)?.closesAt ?? null}
          expectations={expectations.map((what) => t(`rounds.expected.${what}`, dated))}
        />
        {round.ordinal > 1 && (
          <Banner icon="clock" title={t('rounds.nth', { ordinal: roundNumber(locale, round.ordinal) })}>
            {t(`rounds.nth.${phase === 'planned' ? 'planned' : phase === 'closed' ? 'closed' : 'open'}`, {
              opens: round.opensAt ? format.dateTime(round.opensAt) : '',
              closes: round.mine.deadline ? format.dateTime(round.mine.deadline) : '',
            })}
          </Banner>
        )}
        {phase === 'paused' && (
          <Banner tone="waiting" icon="lock" title={t('rounds.paused')}>
            {t('rounds.pausedExplain', { reason: round.pauseReason ?? '' })}
          </Banner>
        )}
        {round.mine.blind && (
          <Banner icon="eye" title={t('rounds.blind')}>
            {t('rounds.blindExplain', dated)}
          </Banner>
        )}
        {round.mine.extendedTo && (
          <Banner
            tone="agreed"
            title={t('rounds.extended', { date: format.dateTime(round.mine.extendedTo) })}
          >
            {round.mine.extensionReason}
          </Banner>
        )}
        {runs && <Controls round={round} onChanged={onChanged} />}
      </div>
      {(consultation.may.comment || consultation.may.clear) && (
        <MyPart round={round} phase={phase} onChanged={onChanged} />
      )}
      {round.tracker && <Tracker round={round} tracker={round.tracker} onChanged={onChanged} />}
      {round.contradictions && <Contradictions contradictions={round.contradictions} />}
      {round.ordinal > 1 && <EarlierRounds before={round.ordinal} />}
      <SilenceRounds rounds={silenceRounds} onChanged={onChanged} />
    </>
  );
}
