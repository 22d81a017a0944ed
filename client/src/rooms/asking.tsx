import { ReviseCommentDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useEffect, useRef, useState } from 'react';
import {
  FailureNotice,
  problemsOf,
  ProposalPart,
  revisionInput,
  storedText,
  textOf,
  useFormKeys,
  useSending,
  useUnsent,
} from '../comments';
import type { TextProblem } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { useToast } from '../ui/toast';
import type { DraftText } from './draft-text';
import styles from './desk.module.css';

type AskingProps = {
  readonly comment: Comment;
  /** What stands in the room now. */
  readonly typed: DraftText;
  readonly onClose: () => void;
};

/** What a draft asks of the text, chosen anew; its words beside it go on being typed in the room. */
export function Asking({ comment, typed, onClose }: AskingProps) {
  const t = useText();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.focus({ preventScroll: true }), []);
  const [initial] = useState(() => ({ ...textOf(comment), proposal: typed.proposal }));
  const [opened, setOpened] = useState(comment);
  const { value: text, change, forget } = useUnsent(`asks/${comment.id}`, initial, storedText);
  const [tried, setTried] = useState(false);
  const words = comment.anchor.words ?? comment.target.quote.exact;
  // The body is not written here.
  const problems = problemsOf({ ...text, body: '–' }, text.about?.exact ?? words);
  const problem = (...among: TextProblem[]) => {
    const found = tried ? problems.find((one) => among.includes(one)) : undefined;
    return found && t(`comments.problem.${found}`);
  };

  const save = async () => {
    setTried(true);
    if (problems.length > 0 || busy) return;
    // What colleagues type beside it is not written over; what they have asked for meanwhile is not either.
    const { version } = isAskedAlike(opened, comment) ? comment : opened;
    const input = { ...revisionInput(comment, version, text), body: typed.text };
    const outcome = await send(ReviseCommentDocument, { input }, (data) => data.reviseComment);
    if ('failure' in outcome) return setOpened(comment);
    forget();
    toast({ text: t('rooms.asking.saved'), meaning: 'agreed' });
    onClose();
  };
  const stop = () => {
    forget();
    onClose();
  };
  useFormKeys(form, { send: save, leave: onClose });
  return (
    <form
      ref={form}
      tabIndex={-1}
      className={styles.asking}
      aria-label={t('rooms.asking.open')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ProposalPart
        text={text}
        initial={initial}
        words={words}
        language={comment.target.language}
        sectionId={comment.section.id}
        block={null}
        comment={comment}
        begins={false}
        onChange={change}
        problem={problem}
        refused={(field) => (failure?.field?.includes(field) ? (failure.message ?? undefined) : undefined)}
      />
      <FailureNotice failure={failure} />
      <div className={styles.actions}>
        <Button look="quiet" size="small" onClick={stop}>
          {t('ui.cancel')}
        </Button>
        <Button look="primary" size="small" type="submit" busy={busy}>
          {t('rooms.asking.save')}
        </Button>
      </div>
    </form>
  );
}

const isAskedAlike = (one: Comment, other: Comment): boolean =>
  JSON.stringify(askedOf(one)) === JSON.stringify(askedOf(other));

const askedOf = ({ proposalKind, proposal, destination, indicators }: Comment) => ({
  proposalKind,
  proposal,
  destination,
  indicators,
});
