/**
 * Two people type and one comments while the server and its PostgreSQL are killed with -9, again and again. After each
 * restart everything that was ever acknowledged must be there, once (T3). The control runs a server that answers before
 * COMMIT: there the same checks must find losses, or they prove nothing.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import {
  CommentsDocument,
  ReadingConsultationDocument,
  SectionTextDocument,
  type DraftCommentMutationVariables,
} from '@concord/schema';
import { enter, type Person } from '../support/person.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { openTypist } from '../support/typist.ts';
import { random } from './random.ts';

export type CrashResult = {
  readonly kills: number;
  readonly acknowledgedEdits: number;
  readonly acknowledgedComments: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
};

const SECTION = 'b-0064';

type Drafted = {
  readonly draftComment:
    | { readonly __typename: 'Comment' }
    | { readonly __typename: 'Refused'; readonly message: string };
};

/** Only what the answer says by itself: reading the comment back would hide an answer that came too early. */
const Draft: TypedDocumentNode<Drafted, DraftCommentMutationVariables> = parse(
  'mutation Draft($input: DraftCommentInput!) { draftComment(input: $input) { ... on Refused { message } } }',
);

type Ledger = { readonly edits: Set<string>; readonly comments: Set<string> };

export async function crash(options: {
  seed: number;
  kills: number;
  control: boolean;
}): Promise<CrashResult> {
  const chance = random(options.seed);
  const nodeArguments = options.control
    ? ['--import', new URL('acknowledge-early.mjs', import.meta.url).pathname]
    : [];
  const ledger: Ledger = { edits: new Set(), comments: new Set() };
  const lost = new Set<string>();
  const doubled = new Set<string>();
  let server = await startServer({ nodeArguments });
  try {
    for (let round = 1; round <= options.kills; round += 1) {
      const killed = { yet: false };
      const work = load(server, ledger, `${options.seed}.${round}`, killed);
      await pause(400 + chance() * 1_600);
      killed.yet = true;
      await server.kill();
      await work;
      server = await startServer({ data: server.data, port: server.port, nodeArguments });
      const found = await take(server);
      for (const [kind, acknowledged] of Object.entries(ledger)) {
        for (const token of acknowledged) {
          const times = found[kind as keyof Ledger].filter((one) => one === token).length;
          if (times === 0) lost.add(`${kind} ${token}`);
          if (times > 1) doubled.add(`${kind} ${token}`);
        }
      }
    }
  } finally {
    await server.stop();
  }
  return {
    kills: options.kills,
    acknowledgedEdits: ledger.edits.size,
    acknowledgedComments: ledger.comments.size,
    lost: [...lost],
    doubled: [...doubled],
  };
}

/** Works until the server is gone. What was on the way then may or may not be kept; only answers count. */
async function load(
  server: RunningServer,
  ledger: Ledger,
  round: string,
  killed: { yet: boolean },
): Promise<void> {
  const people = await Promise.all(
    ['Remy Falk', 'Sim Vale', 'Sayla Vint'].map((name) => enter(server.url, name)),
  );
  const [first, second, official] = people;
  if (!first || !second || !official) throw new Error('Three people are needed');
  const { section, consultationId } = await find(first);
  await Promise.all([
    ...[first, second].map((person, index) =>
      untilKilled(killed, async (working) => {
        const typist = openTypist(person, section.documentName);
        try {
          await typist.ready();
          for (let count = 1; working(); count += 1) {
            const token = `${round}.${index}.${count}`;
            await typist.type(`⟦${token}⟧`);
            ledger.edits.add(token);
          }
        } finally {
          typist.leave();
        }
      }),
    ),
    untilKilled(killed, async (working) => {
      for (let count = 1; working(); count += 1) {
        const token = `${round}.${count}`;
        const drafted = await official.ask(Draft, draft(token, consultationId, section));
        if (drafted.draftComment.__typename !== 'Comment') throw new Error(drafted.draftComment.message);
        ledger.comments.add(token);
      }
    }),
  ]);
}

async function untilKilled(
  killed: { readonly yet: boolean },
  work: (working: () => boolean) => Promise<void>,
): Promise<void> {
  try {
    await work(() => !killed.yet);
  } catch (error) {
    // Cut off in the middle of a sentence is what the lab is about; before the kill it is a failure.
    if (!killed.yet) throw error;
  }
}

type Place = {
  readonly id: string;
  readonly documentName: string;
  readonly revision: number;
  readonly heading: string;
};

async function find(person: Person): Promise<{ section: Place; consultationId: string }> {
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  const head = consultation?.sections.find((section) => section.key === SECTION);
  if (!consultation || !head) throw new Error('Velmora has no first domain');
  const { section } = await person.ask(SectionTextDocument, { id: head.id, language: 'en' });
  if (!section?.variant) throw new Error('The first domain has no English text');
  const { documentName, revision, title } = section.variant;
  return {
    consultationId: consultation.id,
    section: { id: head.id, documentName, revision, heading: title },
  };
}

const draft = (token: string, consultationId: string, section: Place): DraftCommentMutationVariables => ({
  input: {
    key: `crash-${token}`,
    consultationId,
    target: {
      sectionId: section.id,
      language: 'en',
      blockId: SECTION,
      start: 0,
      end: section.heading.length,
      exact: section.heading,
      revision: section.revision,
    },
    type: 'general',
    severity: 'minor',
    visibility: 'participants',
    body: `⟦${token}⟧`,
    proposal: null,
    language: 'en',
  },
});

/** Every token in the committed text, read as a new editor would, and in the comments. */
async function take(server: RunningServer): Promise<Record<keyof Ledger, string[]>> {
  const [drafter, official] = await Promise.all([
    enter(server.url, 'Remy Falk'),
    enter(server.url, 'Sayla Vint'),
  ]);
  const { section, consultationId } = await find(drafter);
  const typist = openTypist(drafter, section.documentName);
  await typist.ready();
  const edits = tokens(typist.text());
  typist.leave();
  const comments: string[] = [];
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof commentsPage>> = await commentsPage(
      official,
      consultationId,
      after,
    );
    for (const { node } of page?.edges ?? []) comments.push(...tokens(node.body));
    if (!page?.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  return { edits, comments };
}

const commentsPage = async (person: Person, consultationId: string, after: string | null) =>
  (await person.ask(CommentsDocument, { consultationId, filter: { mine: true }, first: 100, after }))
    .comments;

const tokens = (text: string): string[] => [...text.matchAll(/⟦([\d.]+)⟧/g)].map((match) => match[1] ?? '');
