import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useRef, useState } from 'react';
import { useLocale, useText } from '../i18n/provider';
import {
  AnchorNote,
  askedOf,
  BlockProposal,
  CommentBody,
  Composer,
  Evidence,
  WordingView,
} from '../comments';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/progress';
import { Asking } from './asking';
import { BodyEditor } from './body-editor';
import { Chatter } from './chatter';
import { DraftActions } from './draft-actions';
import { DraftFacts } from './draft-facts';
import { isWithDrafters, useDraftText } from './draft-text';
import { LaterWords } from './later-words';
import { useOpenRoom } from './room';
import { Wording } from './wording';
import styles from './desk.module.css';

/** One draft on the desk: its words, the wording it proposes, its facts, what we say among ourselves, what comes next. */
export function DraftDesk({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const { locale } = useLocale();
  const room = useOpenRoom();
  const doc = room?.session.doc ?? null;
  const text = useDraftText(doc, comment.id);
  const asked = askedOf(comment);
  const [revising, setRevising] = useState(false);
  const [asking, setAsking] = useState(false);
  const askButton = useRef<HTMLButtonElement>(null);
  const stopAsking = () => {
    setAsking(false);
    askButton.current?.focus();
  };
  // What lies with those who clear is what they were given, whatever is typed in the room meanwhile.
  const withUs = isWithDrafters(comment);
  const editable = withUs && comment.may.revise && (room?.writes ?? false);
  if (revising) return <Composer task={{ kind: 'revise', comment }} onClose={() => setRevising(false)} />;
  return (
    <div className={styles.desk}>
      <p className={styles.whoSees}>
        <Icon name="lock" size={14} />
        {t('rooms.private', { organisation: comment.organisation.name[locale] })}
      </p>
      <AnchorNote comment={comment} language={comment.target.language} />
      {!comment.may.revise && (
        <p className={styles.locked}>
          <Icon name="lock" size={14} /> {t('rooms.draft.locked')}
        </p>
      )}
      {!withUs && <LaterWords comment={comment} typed={text} />}
      {!withUs ? (
        <CommentBody comment={comment} className={styles.rich} />
      ) : !room ? (
        <Skeleton lines={3} label={t('rooms.loading')} />
      ) : editable ? (
        <BodyEditor key={comment.id} session={room.session} comment={comment} />
      ) : (
        <CommentBody comment={{ ...comment, rich: text?.body ?? comment.rich }} className={styles.rich} />
      )}
      {room && withUs && !asking && <Wording session={room.session} comment={comment} editable={editable} />}
      {editable && text && (
        <div className={styles.part}>
          <Button
            ref={askButton}
            look="quiet"
            size="small"
            icon="pencil"
            aria-expanded={asking}
            onClick={() => setAsking(!asking)}
          >
            {t('rooms.asking.open')}
          </Button>
          {asking && <Asking comment={comment} typed={text} onClose={stopAsking} />}
        </div>
      )}
      {!withUs && asked && <BlockProposal asked={asked} language={comment.target.language} />}
      {!withUs && !asked && comment.proposal !== null && (
        <WordingView
          before={comment.anchor.words ?? comment.target.quote.exact}
          after={comment.proposal}
          language={comment.target.language}
        />
      )}
      {!withUs && comment.may.revise && (
        <Button size="small" icon="pencil" onClick={() => setRevising(true)}>
          {t('rooms.draft.revise')}
        </Button>
      )}
      <Evidence comment={comment} editable={withUs && comment.may.revise} />
      <DraftFacts comment={comment} editable={comment.may.revise} />
      {room && <Chatter session={room.session} comment={comment} writes={room.writes} />}
      <DraftActions comment={comment} />
    </div>
  );
}
