/**
 * How long the lists of a whole government take: each list and each of its filters, over HTTP, on the built server. The
 * cases take turns, so that a slow minute of the machine is everybody's.
 */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import {
  ClearingDocument,
  CommentByIdDocument,
  CommentClearanceDocument,
  CommentModerationDocument,
  CommentsDocument,
  CommentStancesDocument,
  ConflictBoardDocument,
  ConflictsDocument,
  DecisionHistoryDocument,
  ExitCheckDocument,
  InboxDocument,
  ReadingConsultationDocument,
  RoundPageDocument,
  SettledConflictsDocument,
  WaitingDocument,
  type CommentFilter,
  type TriageFilter,
} from '@concord/schema';
import { enter, type Person } from '../support/person.ts';
import { startCrowd } from './crowd.ts';
import { pinSelf } from './sync/processes.ts';

export type ListFigures = {
  readonly list: string;
  readonly filter: string;
  /** Milliseconds from sending until the answer is read. */
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
  readonly kB: number;
};

export type CommentsBench = {
  readonly organisations: number;
  readonly comments: number;
  readonly proposals: number;
  readonly rounds: number;
  readonly target: number;
  /** The slowest of all lists. */
  readonly p95: number;
  readonly lists: readonly ListFigures[];
};

type Case = {
  readonly list: string;
  readonly filter: string;
  ask(): Promise<unknown>;
};

const TARGET = 150;

export async function commentsBench(
  rounds: number,
  say: (line: string) => void,
  data?: string,
): Promise<CommentsBench> {
  const server = await startCrowd(data);
  pinSelf(1);
  try {
    const cases = await casesOn(server.url);
    const times = new Map<Case, number[]>(cases.map((one) => [one, []]));
    const sizes = new Map<Case, number>();
    for (let round = -WARM; round < rounds; round += 1) {
      for (const one of cases) {
        const began = performance.now();
        const answer = await one.ask();
        const took = performance.now() - began;
        if (round >= 0) times.get(one)?.push(took);
        else sizes.set(one, JSON.stringify(answer).length / 1000);
      }
    }
    const lists = cases.map((one): ListFigures => {
      const sorted = (times.get(one) ?? []).toSorted((a, b) => a - b);
      const at = (share: number): number => Math.round(sorted[Math.ceil(rounds * share) - 1] ?? 0);
      const { list, filter } = one;
      return { list, filter, p50: at(0.5), p95: at(0.95), worst: at(1), kB: Math.round(sizes.get(one) ?? 0) };
    });
    for (const { list, filter, p50, p95, worst, kB } of lists)
      say(
        `| ${list.padEnd(14)} | ${filter.padEnd(26)} | ${cell(p50)} | ${cell(p95)} | ${cell(worst)} | ${cell(kB)} kB |`,
      );
    const p95 = Math.max(...lists.map((one) => one.p95));
    return { organisations: 20, comments: 4000, proposals: 600, rounds, target: TARGET, p95, lists };
  } finally {
    await server.stop();
  }
}

/** Before they count: code is compiled and pages are in memory in a consultation that is under way. */
const WARM = 5;

const cell = (value: number): string => String(value).padStart(4);

async function casesOn(url: string): Promise<Case[]> {
  const [reader, lead, officer, moderator] = await Promise.all(
    ['Ilka Renn', 'Mira Solt', 'Dav Moric', 'Oren Daly'].map((name) => enter(url, name)),
  );
  if (!reader || !lead || !officer || !moderator) throw new Error('Nobody is there');
  const slug = 'crowd';
  const { consultation } = await reader.ask(ReadingConsultationDocument, { slug });
  if (!consultation) throw new Error('There is no crowd');
  const consultationId = consultation.id;
  const sections = consultation.sections.toSorted((a, b) => b.counts.open - a.counts.open);
  const [busiest] = sections;
  const sectionIds = [busiest?.id ?? ''];
  const chapter = { slug: 'crowded-chapter' };
  const crowded = (await reader.ask(ReadingConsultationDocument, chapter)).consultation;
  const crowdedIds = crowded?.sections.filter(({ counts }) => counts.open > 0).map(({ id }) => id) ?? [];
  const me = (await moderator.ask(InboxDocument, { consultationId, first: 100 })).comments?.edges.flatMap(
    ({ node }) => node.moderation?.assignee ?? [],
  )[0]?.id;
  const deep = await cursorAfter(reader, consultationId, 30);
  const { conflicts } = await moderator.ask(ConflictsDocument, { consultationId });
  const most = conflicts?.edges
    .map(({ node }) => node)
    .toSorted((a, b) => b.lanes.length - a.lanes.length)[0];
  const lane = most?.lanes[0]?.id ?? '';
  const decided = await reader.ask(CommentsDocument, {
    consultationId,
    filter: { statuses: ['decided'], mine: true },
    first: 1,
  });
  const closed = decided.comments?.edges[0]?.node.id ?? '';

  const one = <D, V>(
    list: string,
    filter: string,
    person: Person,
    document: TypedDocumentNode<D, V>,
    variables: V,
  ): Case => ({ list, filter, ask: () => person.ask(document, variables) });
  const list = (
    filter: string,
    narrowed: CommentFilter,
    more: { first?: number; after?: string } = {},
  ): Case =>
    one('comments', filter, reader, CommentsDocument, {
      consultationId,
      filter: narrowed,
      first: 50,
      ...more,
    });
  const inbox = (filter: string, triage: TriageFilter, statuses: CommentFilter['statuses'] = OPEN): Case =>
    one('inbox', filter, moderator, InboxDocument, {
      consultationId,
      filter: { statuses: statuses ?? null },
      triage,
      first: 100,
    });
  return [
    list('all, first 50', {}),
    list('all, 50 after the 3,000th', {}, { after: deep }),
    list('status', { statuses: ['cleared', 'under_review'] }),
    list('type', { types: ['technical'] }),
    list('organisation', { organisationIds: consultation.organisations.slice(3, 4).map(({ id }) => id) }),
    list('section', { sectionIds }),
    list('language', { languages: ['en'] }),
    list('mine', { mine: true }),
    list('written by me', { byMe: true }),
    list('answered', { acknowledgements: ['accepts'] }),
    list('search, one word', { search: 'remittances' }),
    list('search, three words', { search: 'residence permits figures' }),
    list('search, nothing found', { search: 'hippopotamus' }),
    one('beside the text', '100 of a chapter', reader, CommentsDocument, {
      consultationId,
      filter: { sectionIds },
      first: 100,
    }),
    one('beside the text', '100 of a chapter with 4,000', reader, CommentsDocument, {
      consultationId: crowded?.id ?? '',
      filter: { sectionIds: crowdedIds },
      first: 100,
    }),
    inbox('open', {}),
    inbox('decided', {}, ['decided', 'acknowledged']),
    inbox('somebody’s', { assigneeId: me ?? null }),
    inbox('nobody’s', { unassigned: true }),
    inbox('tag', { tags: ['health'] }),
    inbox('question not answered', { asked: true }),
    one('thread', 'comment', reader, CommentByIdDocument, { id: lane }),
    one('thread', 'what moderators see', moderator, CommentModerationDocument, { id: lane }),
    one('thread', 'stances', reader, CommentStancesDocument, { commentId: lane }),
    one('thread', 'history of decisions', reader, DecisionHistoryDocument, { commentId: closed }),
    one('thread', 'clearance', officer, CommentClearanceDocument, { id: closed }),
    one('outcomes', 'own, decided', officer, CommentsDocument, {
      consultationId,
      filter: { mine: true, statuses: ['decided', 'acknowledged', 'withdrawn', 'merged'] },
      first: 100,
    }),
    one('desk', 'drafts of a ministry', officer, ClearingDocument, {
      consultationId,
      filter: { mine: true, statuses: ['draft', 'internal_review', 'returned'] },
      first: 100,
    }),
    one('desk', 'what waits', officer, WaitingDocument, { slug, consultationId }),
    one('conflicts', 'open', moderator, ConflictsDocument, { consultationId }),
    one('conflicts', 'settled', moderator, SettledConflictsDocument, { consultationId }),
    one('conflicts', 'one board', moderator, ConflictBoardDocument, { commentId: lane }),
    one('consultation', 'sections with counts', reader, ReadingConsultationDocument, { slug }),
    one('round', 'who has answered', lead, RoundPageDocument, {
      slug,
    }),
    one('exit check', 'open, objections', moderator, ExitCheckDocument, { consultationId }),
  ];
}

const OPEN: CommentFilter['statuses'] = ['cleared', 'under_review'];

/** Where the list goes on after so many pages of 100. */
async function cursorAfter(person: Person, consultationId: string, pages: number): Promise<string> {
  let after: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const { comments }: { comments: { pageInfo: { endCursor: string | null } } | null } = await person.ask(
      CommentsDocument,
      { consultationId, filter: {}, first: 100, after },
    );
    after = comments?.pageInfo.endCursor ?? after;
  }
  return after ?? '';
}
