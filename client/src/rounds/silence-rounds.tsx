import { ObjectToItemDocument } from '@concord/schema';
import { useState } from 'react';
import { Link } from 'wouter';
import {
  askedOf,
  BlockProposal,
  commentHref,
  CommentWords,
  OrganisationBadge,
  useOpenConsultation,
  useSend,
  WordingView,
} from '../comments';
import { useFormat } from '../i18n/format';
import { useText } from '../i18n/provider';
import { useNow } from '../platform/now';
import { Button } from '../ui/button';
import { StatusChip } from '../ui/chip';
import { focusGoesOn } from '../ui/focus';
import type { Meaning } from '../ui/meaning';
import { Panel } from '../ui/page';
import { ReasonDialog } from './reason-dialog';
import { leftUntil, type SilenceItem, type SilenceRound } from './round';
import styles from './rounds.module.css';
import { SilenceDialog } from './silence-dialog';

type SilenceRoundsProps = { readonly rounds: readonly SilenceRound[]; readonly onChanged: () => void };

const meanings: Readonly<Record<SilenceItem['state'], Meaning>> = {
  waiting: 'waiting',
  closing: 'waiting',
  objected: 'refused',
  closed: 'agreed',
  lapsed: 'neutral',
};

/** Proposed decisions that stand unless somebody concerned objects. There for whom something concerns. */
export function SilenceRounds({ rounds, onChanged }: SilenceRoundsProps) {
  const t = useText();
  const { may } = useOpenConsultation();
  const [opening, setOpening] = useState(false);
  if (rounds.length === 0 && !may.decide) return null;
  const waiting = new Set(
    rounds.flatMap(({ items }) =>
      items.flatMap((item) => (item.state === 'waiting' ? [item.comment.id] : [])),
    ),
  );
  return (
    <Panel title={t('rounds.silence')} lead={t('rounds.silence.lead')}>
      {may.decide && (
        <div className={styles.buttons}>
          <Button icon="clock" onClick={() => setOpening(true)}>
            {t('rounds.silence.open')}
          </Button>
        </div>
      )}
      {rounds.map((round) => (
        <OneRound key={round.id} round={round} onChanged={onChanged} />
      ))}
      {opening && <SilenceDialog waiting={waiting} onClose={() => setOpening(false)} onChanged={onChanged} />}
    </Panel>
  );
}

function OneRound({ round, onChanged }: { readonly round: SilenceRound; readonly onChanged: () => void }) {
  const t = useText();
  const now = useNow();
  const { timeZone } = useOpenConsultation();
  const format = useFormat(timeZone);
  const [objecting, setObjecting] = useState<SilenceItem | null>(null);
  const send = useSend();
  const left = leftUntil(round.closesAt, now);
  const count = (state: SilenceItem['state']) => round.items.filter((item) => item.state === state).length;
  return (
    <article
      className={styles.silence}
      aria-label={t('rounds.silence.of', { date: format.dateTime(round.openedAt) })}
    >
      <header className={styles.silenceHead}>
        <h3 className={styles.silenceTitle}>
          {t('rounds.silence.of', { date: format.dateTime(round.openedAt) })}
        </h3>
        <span role="timer" className={styles.timer}>
          {left
            ? t('rounds.silence.left', {
                left: t(`rounds.left.${left.unit}`, { count: left.count }),
                date: format.dateTime(round.closesAt),
              })
            : t('rounds.silence.over', { date: format.dateTime(round.closesAt) })}
        </span>
      </header>
      <p className={styles.quiet}>
        {t('rounds.silence.count', {
          count: round.items.length,
          objected: count('objected'),
          closed: count('closed'),
        })}
      </p>
      <ul ref={focusGoesOn} className={styles.list}>
        {round.items.map((item) => (
          <Item key={item.id} item={item} onObject={() => setObjecting(item)} />
        ))}
      </ul>
      {objecting && (
        <ReasonDialog
          form={`object/${objecting.id}`}
          title={t('rounds.object.title')}
          explain={t('rounds.object.explain')}
          label={t('rounds.object.reason')}
          action={t('rounds.object')}
          done={t('rounds.object.done')}
          onClose={() => setObjecting(null)}
          onDone={onChanged}
          send={(reason) =>
            send(ObjectToItemDocument, { itemId: objecting.id, reason }, (data) => data.objectToItem)
          }
        />
      )}
    </article>
  );
}

function Item({ item, onObject }: { readonly item: SilenceItem; readonly onObject: () => void }) {
  const t = useText();
  const consultation = useOpenConsultation();
  const { comment } = item;
  const asked = item.wording === null && item.disposition === 'accepted' ? askedOf(comment) : null;
  const wording = item.wording ?? (item.disposition === 'accepted' ? comment.proposal : null);
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <OrganisationBadge organisation={comment.organisation} />
        <Link href={commentHref(consultation, comment)} data-row="">
          {comment.number === null
            ? t('rounds.silence.comment')
            : t('rounds.silence.commentNumber', { number: comment.number })}
        </Link>
        <StatusChip plain meaning={meanings[item.state]} label={t(`rounds.item.${item.state}`)} />
      </div>
      <p className={styles.proposed}>
        <strong>
          {t('rounds.item.proposed', { disposition: t(`vocabulary.disposition.${item.disposition}`) })}
        </strong>
        {item.reason && `: ${item.reason}`}
      </p>
      {asked ? (
        <BlockProposal asked={asked} language={comment.target.language} />
      ) : wording === null ? (
        <p className={styles.wording}>
          <CommentWords comment={comment} />
        </p>
      ) : (
        <WordingView before={comment.target.quote.exact} after={wording} language={comment.target.language} />
      )}
      {item.objections.map((objection) => (
        <p key={objection.id} className={styles.objection}>
          <OrganisationBadge organisation={objection.organisation} /> {objection.reason}
        </p>
      ))}
      {item.mayObject && (
        <Button size="small" onClick={onObject}>
          {t('rounds.object.open')}
        </Button>
      )}
    </li>
  );
}
