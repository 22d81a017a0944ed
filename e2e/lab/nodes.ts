/**
 * Several server processes on one PostgreSQL behave as one: what is typed on one appears on the other, a decision on
 * one appears in an editor open on the other, signing out everywhere on one closes the sockets of the other (T7, T8).
 * With a bus at once; without one, or when it is killed in the middle, within the poll. The control is a node that
 * neither hears nor looks: it must be caught.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { blockTexts } from '@concord/document/model';
import {
  ClearCommentDocument,
  DecideDocument,
  DraftCommentDocument,
  ReadingConsultationDocument,
  SectionTextDocument,
  SignOutEverywhereDocument,
} from '@concord/schema';
import { enter, type Person } from '../support/person.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { openTypist, type Typist } from '../support/typist.ts';
import { databaseOf, stopAll } from './databases.ts';
import type { LabResult } from './lab.ts';
import { startRedis } from './redis.ts';

type NodesPart = {
  readonly part: string;
  readonly edits: number;
  readonly lost: number;
  readonly doubled: number;
  /** From the keystroke on one node to the words on the other, milliseconds. */
  readonly medianMs: number;
  readonly worstMs: number;
  readonly decisionMs: number;
  readonly signOutMs: number;
  readonly problems: readonly string[];
};

type NodesResult = { readonly parts: readonly NodesPart[]; readonly controlCaught: boolean };

const SECTION = 'b-0064';
const AT_ONCE_MS = 1_000;
const BY_POLL_MS = 5_000;
const SIGN_OUT_MS = 2_000;

export async function nodesLab(asked: readonly string[]): Promise<LabResult> {
  const { parts, controlCaught } = await nodes({ edits: asked.includes('--short') ? 2 : 25 });
  const problems = parts.flatMap(({ part, problems: found }) =>
    found.map((problem) => `${part}: ${problem}`),
  );
  if (parts.length === 1)
    process.stdout.write('No redis-server or valkey-server: only the part without bus ran.\n');
  if (!controlCaught) problems.push('the control was not caught: these checks would not see a deaf node');
  return { summary: { parts, controlCaught }, problems };
}

async function nodes(options: { edits: number }): Promise<NodesResult> {
  let redis = await startRedis();
  const running: RunningServer[] = [];
  try {
    const bus: Record<string, string> = redis ? { REDIS_URL: redis.url } : {};
    const a = await startServer({ env: bus });
    running.push(a);
    const more = await Promise.all(
      [
        { env: { ...databaseOf(a), ...bus } },
        { env: databaseOf(a) },
        {
          env: databaseOf(a),
          nodeArguments: ['--import', new URL('deaf-node.mjs', import.meta.url).pathname],
        },
      ].map((wanted) => startServer(wanted)),
    );
    running.push(...more);
    const [b, alone, deaf] = more;
    if (!b || !alone || !deaf) throw new Error('Four nodes are needed');

    const caught = control(a, deaf);
    const parts: NodesPart[] = [];
    if (redis) parts.push(await part('with bus', a, b, 'b-0067', options.edits, AT_ONCE_MS));
    parts.push(await part('without bus', a, alone, 'b-0068', options.edits, BY_POLL_MS));
    if (redis) {
      const cut = redis;
      parts.push(
        await part('bus killed in the middle', a, b, 'b-0070', options.edits, BY_POLL_MS, () => cut.kill()),
      );
      redis = await startRedis(cut.port);
      // Both ends try again at least once a second.
      await pause(1_500);
      parts.push(await part('bus back', a, b, 'b-0071', options.edits, AT_ONCE_MS));
    }
    return { parts, controlCaught: await caught };
  } finally {
    await stopAll(running);
    await redis?.kill();
  }
}

async function part(
  name: string,
  a: RunningServer,
  b: RunningServer,
  block: string,
  edits: number,
  boundMs: number,
  inTheMiddle?: () => Promise<void>,
): Promise<NodesPart> {
  const [first, second] = await Promise.all([enter(a.url, 'Remy Falk'), enter(b.url, 'Sim Vale')]);
  const { documentName } = (await textOf(first)).variant;
  const [here, there] = [openTypist(first, documentName), openTypist(second, documentName)];
  try {
    await Promise.all([here.ready(), there.ready()]);
    const label = name.replaceAll(' ', '-');
    const times: number[] = [];
    const tokens: string[] = [];
    for (let count = 1; count <= edits; count += 1) {
      const [from, to] = [`⟦${label}.a.${count}⟧`, `⟦${label}.b.${count}⟧`];
      tokens.push(from, to);
      if (count === Math.ceil(edits / 2)) await inTheMiddle?.();
      times.push(...(await Promise.all([crossing(here, there, from), crossing(there, here, to)])));
    }
    const decisionMs = await decision(a, b, block, label, here);
    const signOutMs = await signOut(a, b);
    const texts = [here.text(), there.text()];
    const sorted = times.toSorted((x, y) => x - y);
    const result = {
      part: name,
      edits: tokens.length,
      lost: tokens.filter((token) => !texts.every((text) => text.includes(token))).length,
      doubled: tokens.filter((token) => texts.some((text) => text.split(token).length > 2)).length,
      medianMs: Math.round(sorted[sorted.length >> 1] ?? Infinity),
      worstMs: Math.round(sorted.at(-1) ?? Infinity),
      decisionMs: Math.round(decisionMs),
      signOutMs: Math.round(signOutMs),
    };
    const problems = [
      ...(result.lost > 0 ? [`${result.lost} edits did not cross`] : []),
      ...(result.doubled > 0 ? [`${result.doubled} edits stand twice`] : []),
      ...(result.worstMs > boundMs ? [`an edit took ${result.worstMs} ms of ${boundMs}`] : []),
      ...(result.decisionMs > boundMs ? [`a decision took ${result.decisionMs} ms of ${boundMs}`] : []),
      ...(result.signOutMs > SIGN_OUT_MS ? [`a socket outlived its sign-in by ${result.signOutMs} ms`] : []),
    ];
    return { ...result, problems };
  } finally {
    here.leave();
    there.leave();
  }
}

/** Types on one node and waits for the words on the other. Infinity when they don't come. */
async function crossing(from: Typist, to: Typist, token: string): Promise<number> {
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
async function decision(
  a: RunningServer,
  b: RunningServer,
  block: string,
  label: string,
  open: Typist,
): Promise<number> {
  const [author, officer, moderator] = await Promise.all([
    enter(a.url, 'Sayla Vint'),
    enter(a.url, 'Brin Tolvar'),
    enter(b.url, 'Oren Daly'),
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
async function signOut(a: RunningServer, b: RunningServer): Promise<number> {
  const person = await enter(a.url, 'Sayla Vint');
  const socket = new WebSocket(`${b.url.replace('http', 'ws')}/sync`, {
    headers: { cookie: person.cookie, origin: b.url },
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

/** True when the check finds that an edit does not come to the node that never looks. */
async function control(a: RunningServer, deaf: RunningServer): Promise<boolean> {
  const [first, second] = await Promise.all([enter(a.url, 'Remy Falk'), enter(deaf.url, 'Sim Vale')]);
  const { documentName } = (await textOf(first)).variant;
  const [here, there] = [openTypist(first, documentName), openTypist(second, documentName)];
  try {
    await Promise.all([here.ready(), there.ready()]);
    return (await crossing(here, there, '⟦control⟧')) > BY_POLL_MS;
  } finally {
    here.leave();
    there.leave();
  }
}

async function textOf(person: Person) {
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  const head = consultation?.sections.find((section) => section.key === SECTION);
  if (!consultation || !head) throw new Error('Velmora has no first domain');
  const { section } = await person.ask(SectionTextDocument, { id: head.id, language: 'en' });
  if (!section?.variant) throw new Error('The first domain has no English text');
  return { consultationId: consultation.id, sectionId: head.id, variant: section.variant };
}
