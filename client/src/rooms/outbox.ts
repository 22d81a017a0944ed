import { DraftCommentDocument, ReviseCommentDocument } from '@concord/schema';
import type { DraftCommentInput, ReviseCommentInput } from '@concord/schema';
import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import {
  CommentListContext,
  draftInput,
  saveDraft,
  storedBegun,
  UnsentContext,
  useOpenConsultation,
  useSend,
} from '../comments';
import type { BegunComment } from '../comments';
import { useConnection } from '../platform/connection';
import type { Unsent } from '../platform/unsent';

/**
 * Drafts that somebody saved without a connection go out when it is back, each with the key that it was given when it
 * was begun: sent twice, from two windows or after a lost answer, it is still one draft.
 */
export function useOutbox(current: string | null) {
  const unsent = useContext(UnsentContext);
  const list = useContext(CommentListContext);
  const consultation = useOpenConsultation();
  const send = useSend();
  const online = useConnection() === 'online';
  const [begun, setBegun] = useState(() => begunIn(unsent));
  const [problem, setProblem] = useState<string | null>(null);
  const look = useCallback(() => setBegun(begunIn(unsent)), [unsent]);
  // Whatever the form has just stored or sent is seen as soon as it closes.
  const [seen, setSeen] = useState(current);
  if (seen !== current) {
    setSeen(current);
    look();
  }

  const sending = useRef(false);
  const sendAll = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    const post = {
      draft: (input: DraftCommentInput) => send(DraftCommentDocument, { input }, (data) => data.draftComment),
      revise: (input: ReviseCommentInput) =>
        send(ReviseCommentDocument, { input }, (data) => data.reviseComment),
    };
    try {
      for (const { key, target, block, text, sent = [] } of begunIn(unsent)) {
        // Only what somebody meant to save; what is being typed stays where it is.
        if (sent.length === 0 || key === current) continue;
        const input = (words: BegunComment['text']) =>
          draftInput({ key, target, block }, consultation.id, words);
        const outcome = await saveDraft(post, input(text), sent.map(input));
        if ('failure' in outcome) {
          if (outcome.failure.code === 'UNREACHABLE') break;
          setProblem(outcome.failure.message);
          continue;
        }
        setProblem(null);
        unsent.forget(`comment/${key}`);
        list.add(outcome.done);
      }
    } finally {
      sending.current = false;
      look();
    }
  }, [unsent, list, consultation.id, send, current, look]);

  useEffect(() => {
    // A moment later: what this page is just being told about the connection comes first.
    const soon = online ? setTimeout(() => void sendAll()) : undefined;
    window.addEventListener('storage', look);
    return () => {
      clearTimeout(soon);
      window.removeEventListener('storage', look);
    };
  }, [online, sendAll, look]);
  return { begun: begun.filter(({ key }) => key !== current), problem };
}

/** What is kept on this device of this consultation and person, with words in it. */
function begunIn(unsent: Unsent): BegunComment[] {
  return unsent
    .forms()
    .filter((form) => form.startsWith('comment/'))
    .toSorted()
    .flatMap((form) => storedBegun(unsent.read(form)) ?? [])
    .filter(({ text }) => text.body.trim() !== '');
}
