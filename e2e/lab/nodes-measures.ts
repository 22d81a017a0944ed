/** What the nodes lab measures between two servers; everything in milliseconds, Infinity when it never comes. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { blockTexts } from '@concord/document/model';
import {
  ClearCommentDocument,
  ConsultationEventsDocument,
  DecideDocument,
  DraftCommentDocument,
  ReadingConsultationDocument,
  SectionTextDocument,
  SignOutEverywhereDocument,
} from '@concord/schema';
import { draft } from '../support/comment.ts';
import { enter, type Person } from '../support/person.ts';
import type { Typist } from '../support/typist.ts';
import { subscribe } from './subscriber.ts';
import { WireTypist } from './wire-typist.ts';

/** A server, and the address that people type. */
export type Site = { readonly url: string; readonly origin: string };

const SECTION = 'b-0064';
export const BY_POLL_MS = 5_000;
export const SIGN_OUT_MS = 2_000;

export const comeIn = (site: Site, name: string): Promise<Person> => enter(site.url, name, site.origin);

/** Types on one node and waits for the words on the other. Infinity when they don't come. */
export async function crossing(from: Typist, to: Typist, token: string): Promise<number> {
  const began = performance.now();
  await from.type(token);
  return appears(to, token, began);
}

async function appears(where: Typist, words: string, began: number): Promise<number> {
  while (!where.text().includes(words)) {
    if (performance.now() - began > BY_POLL_MS + 1_000) return Infinity;
    await pause(5);
  }
  return performance.now() - began;
}

/** A comment of one ministry is decided on node B; the new wording must come into an editor open on node A. */
export async function decision(
  a: Site,
  b: Site,
  block: string,
  label: string,
  open: Typist,
): Promise<number> {
  const [author, officer, moderator] = await Promise.all([
    comeIn(a, 'Sayla Vint'),
    comeIn(a, 'Brin Tolvar'),
    comeIn(b, 'Oren Daly'),
  ]);
  const { variant, sectionId, consultationId } = await textOf(author);
  const words = blockTexts(variant.content).find(({ id }) => id === block)?.text ?? '';
  const wording = `⟦${label}.decided⟧ ${words}`;
  const { draftComment } = await author.ask(DraftCommentDocument, {
    input: {
      key: randomUUID(),
      consultationId,
      target: {
        sectionId,
        language: 'en',
        blockId: block,
        start: 0,
        end: words.length,
        exact: words,
        revision: variant.revision,
      },
      type: 'substantive',
      severity: 'minor',
      visibility: 'participants',
      body: 'Said on one node, decided on another.',
      proposal: wording,
      language: 'en',
    },
  });
  if (draftComment.__typename !== 'Comment') throw new Error(draftComment.message);
  const commentId = draftComment.id;
  const { clearComment } = await officer.ask(ClearCommentDocument, { commentId, version: 1 });
  if (clearComment.__typename !== 'Comment') throw new Error(clearComment.message);
  const began = performance.now();
  const { decide } = await moderator.ask(DecideDocument, {
    input: {
      key: randomUUID(),
      outcomes: [{ commentId, disposition: 'accepted', seenWords: words }],
    },
  });
  if (decide.__typename !== 'Decision') throw new Error(JSON.stringify(decide));
  return appears(open, `⟦${label}.decided⟧`, began);
}

/** Somebody with a socket on node B signs out everywhere on node A. */
export async function signOut(a: Site, b: Site): Promise<number> {
  const person = await comeIn(a, 'Sayla Vint');
  const socket = new WebSocket(`${b.url.replace('http', 'ws')}/sync`, {
    headers: { cookie: person.cookie, origin: b.origin },
  });
  await once(socket, 'open');
  const closed = once(socket, 'close');
  const began = performance.now();
  await person.ask(SignOutEverywhereDocument, {});
  await Promise.race([closed, pause(SIGN_OUT_MS * 2)]);
  const took = socket.readyState === WebSocket.CLOSED ? performance.now() - began : Infinity;
  socket.terminate();
  return took;
}

/** A comment is cleared on node A; somebody who listens on node B hears of it. */
export async function event(a: Site, b: Site): Promise<number> {
  const [author, officer, listener] = await Promise.all([
    comeIn(a, 'Sayla Vint'),
    comeIn(a, 'Brin Tolvar'),
    comeIn(b, 'Oren Daly'),
  ]);
  const { consultation } = await listener.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  const subscriber = await subscribe(listener, ConsultationEventsDocument, {
    consultationId: consultation?.id ?? '',
    after: consultation?.cursor ?? '',
  });
  try {
    const body = 'Cleared on one node, heard on another.';
    const commentId = await draft(author, { section: SECTION, block: SECTION, body });
    const { clearComment } = await officer.ask(ClearCommentDocument, { commentId, version: 1 });
    if (clearComment.__typename !== 'Comment') throw new Error(clearComment.message);
    const began = performance.now();
    const heard = await subscriber.heard(
      ({ events }) => events.type === 'comment_cleared' && events.commentId === commentId,
      BY_POLL_MS + 1_000,
    );
    return Math.max(0, heard - began);
  } finally {
    subscriber.leave();
  }
}

/** Somebody's cursor on node A is seen on node B, and goes when they leave, by `leave`. */
export async function presence(
  a: Site,
  b: Site,
  leave: { readonly how: (who: WireTypist) => Promise<void>; readonly withinMs: number },
): Promise<{ readonly seenMs: number; readonly goneMs: number }> {
  const people = await Promise.all([comeIn(a, 'Remy Falk'), comeIn(b, 'Sim Vale')]);
  const [first] = people;
  const { documentName } = (await textOf(first)).variant;
  const [here, there] = await Promise.all(
    people.map(async ({ cookie, origin, url }) => {
      const typist = new WireTypist({ document: documentName });
      await typist.connect({ url: `${url.replace('http', 'ws')}/sync`, headers: { cookie, origin } });
      return typist;
    }),
  );
  if (!here || !there) throw new Error('Two people are needed');
  try {
    const shown = (): boolean => there.others.get(here.doc.clientID)?.includes('Remy Falk') === true;
    const seenMs = await until(shown, () => here.presence({ cursor: null }), 2_000);
    const goneMs = await until(
      () => !shown(),
      () => leave.how(here),
      leave.withinMs,
    );
    return { seenMs, goneMs };
  } finally {
    here.leave();
    there.leave();
  }
}

async function until(what: () => boolean, begin: () => unknown, withinMs: number): Promise<number> {
  const began = performance.now();
  await begin();
  while (!what()) {
    if (performance.now() - began > withinMs) return Infinity;
    await pause(5);
  }
  return performance.now() - began;
}

export async function textOf(person: Person) {
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  const head = consultation?.sections.find((section) => section.key === SECTION);
  if (!consultation || !head) throw new Error('Velmora has no first domain');
  const { section } = await person.ask(SectionTextDocument, { id: head.id, language: 'en' });
  if (!section?.variant) throw new Error('The first domain has no English text');
  return { consultationId: consultation.id, sectionId: head.id, variant: section.variant };
}
