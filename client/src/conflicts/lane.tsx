import type { LaneFieldsFragment as Lane } from '@concord/schema';
import { localeNames } from '@concord/locale';
import { useState } from 'react';
import { Link } from 'wouter';
import {
  askedOf,
  asks,
  BlockProposal,
  CommentBody,
  commentHref,
  DeferralPart,
  CommentWords,
  numberWords,
  OrganisationBadge,
  Stances,
  useOpenConsultation,
  WordingView,
} from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { KeyHint } from '../ui/chip';
import { laneWording, excerpt } from './contested';
import styles from './board.module.css';

type LaneViewProps = {
  readonly lane: Lane;
  /** Its key, from 1. */
  readonly number: number;
  readonly shown: boolean;
  readonly onShow: () => void;
};

/** One of the rivals: who, which words, why, and who supports it. */
export function LaneView({ lane, number, shown, onShow }: LaneViewProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const [whole, setWhole] = useState(false);
  const asked = askedOf(lane);
  const long = lane.body.length > LONG;
  const organisation = lane.organisation.name[locale];
  return (
    <article
      className={styles.lane}
      data-shown={shown || undefined}
      aria-label={t('conflicts.lane', { number, organisation })}
    >
      <header className={styles.laneHead}>
        <OrganisationBadge organisation={lane.organisation} />
        <h3>{organisation}</h3>
        <p className={styles.facts}>
          <Link href={commentHref(consultation, lane)}>{numberWords(t, lane)}</Link>
          <span>{t(`vocabulary.severity.${lane.severity}`)}</span>
          {lane.target.language !== locale && <span>{localeNames[lane.target.language]}</span>}
        </p>
      </header>
      {lane.outcome?.disposition.startsWith('deferred') && <DeferralPart commentId={lane.id} />}
      {asked ? (
        <BlockProposal asked={asked} language={lane.target.language} views />
      ) : lane.proposal === null ? (
        <p className={styles.quiet}>{t('conflicts.noWording')}</p>
      ) : (
        <section className={styles.wording}>
          <WordingView
            {...excerpt(lane.anchor.words ?? lane.target.quote.exact, laneWording(lane) ?? lane.proposal)}
            brief
            language={lane.target.language}
          />
        </section>
      )}
      <section>
        <h4>{t('conflicts.why')}</h4>
        {lane.rich && !lane.withheld && (whole || !long) ? (
          <CommentBody comment={lane} className={styles.why} />
        ) : (
          <p className={styles.why} lang={lane.language} data-short={(long && !whole) || undefined}>
            <CommentWords comment={lane} />
          </p>
        )}
        {long && (
          <Button size="small" look="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {t(whole ? 'conflicts.less' : 'conflicts.more')}
          </Button>
        )}
      </section>
      <Stances comment={lane} />
      {asks(lane) && lane.proposalKind !== 'move' && (
        <footer className={styles.laneFoot}>
          <Button
            size="small"
            icon="eye"
            aria-pressed={shown}
            aria-keyshortcuts={String(number)}
            onClick={onShow}
          >
            {t('conflicts.ifAccepted')}
          </Button>
          <KeyHint keys={String(number)} />
        </footer>
      )}
    </article>
  );
}

const LONG = 240;
