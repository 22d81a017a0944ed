import { addsParagraph, minimal, textWith } from '@concord/consultation';
import type { WritableText } from '@concord/consultation';
import type { LaneFieldsFragment as Lane, Locale } from '@concord/schema';
import { acceptedWording } from '../comments';
import type { Proposed, Reworded } from '../comments';

/** What the board has to know of a comment to show it in the paragraph. */
export type LaneWords = Pick<
  Lane,
  'id' | 'proposal' | 'proposalKind' | 'destination' | 'target' | 'anchor' | 'visibility'
> & { readonly organisation: Pick<Lane['organisation'], 'id' | 'kind'> };

/** Words of a paragraph that a lane wants changed, in the lane's own language. */
export type Contested = {
  readonly laneId: string;
  readonly start: number;
  readonly end: number;
  readonly words: string;
  /** What is to stand there instead; null = a comment without wording. */
  readonly wording: string | null;
  /** A paragraph more: the wording is what stands there, and that. */
  readonly adds: boolean;
};

/** Where the lanes of one language stand in the paragraph as it is on screen; those that don't fit it are left out. */
export function contestedIn(lanes: readonly LaneWords[], language: Locale, text: string): Contested[] {
  return lanes.flatMap((lane) => {
    const { start, end, words } = lane.anchor;
    if (lane.target.language !== language || start === null || end === null || words === null) return [];
    if (text.slice(start, end) !== words) return [];
    const adds = addsParagraph(lane.proposalKind);
    return [{ laneId: lane.id, start, end, words, wording: laneWording(lane), adds }];
  });
}

/** What accepting the lane would put there. */
export function laneWording(lane: Proposed & Pick<Lane, 'proposalKind'>): string | null {
  const { proposal, proposalKind, target, anchor } = lane;
  if (proposalKind === 'deletion') return '';
  // It stays as it is; where it stands then is told beside it.
  if (proposalKind === 'move') return null;
  if (!addsParagraph(proposalKind)) return acceptedWording(lane);
  return proposal === null ? null : `${anchor.words ?? target.quote.exact}\n${proposal}`;
}

/** The paragraph with several proposals in it, as the decision will write it; new paragraphs come behind it. */
export function together(block: WritableText, accepted: readonly Contested[]): string {
  const worded = accepted.flatMap((one) => (one.wording === null ? [] : [{ ...one, wording: one.wording }]));
  const added = worded.filter(({ adds }) => adds).map(({ words, wording }) => wording.slice(words.length));
  return [
    textWith(
      block,
      worded.filter(({ adds }) => !adds),
    ),
    ...added,
  ].join('');
}

/** Of a long quote, the change with a little around it: a lane shows what differs, the paragraph above shows the rest. */
export function excerpt(before: string, after: string): Reworded {
  if (before.length <= WHOLE) return { lead: '', before, after, trail: '' };
  const { start, end, original, replacement } = minimal({
    start: 0,
    end: before.length,
    original: before,
    replacement: after,
  });
  // In whole words, where there are any.
  const lead = before
    .slice(Math.max(0, start - AROUND), start)
    .replace(start > AROUND ? /^\S*\s+(?=\S)/ : '', '');
  const trail = before
    .slice(end, end + AROUND)
    .replace(end + AROUND < before.length ? /(?<=\S)\s+\S*$/ : '', '');
  return {
    lead: start > AROUND ? `…${lead}` : lead,
    before: original,
    after: replacement,
    trail: end + AROUND < before.length ? `${trail}…` : trail,
  };
}

const WHOLE = 160;
const AROUND = 48;

/** The range that all of them lie in: the words a compromise takes the place of. Null when there are none. */
export function span(contested: readonly Contested[]): { start: number; end: number } | null {
  if (contested.length === 0) return null;
  return {
    start: Math.min(...contested.map(({ start }) => start)),
    end: Math.max(...contested.map(({ end }) => end)),
  };
}

/** All of the contested words with one lane's change in them: where they begin who write a compromise. */
export function withLane(
  text: string,
  range: { readonly start: number; readonly end: number },
  contested: readonly Contested[],
  laneId: string,
): string {
  const lane = contested.find((one) => one.laneId === laneId);
  const words = text.slice(range.start, range.end);
  if (!lane || lane.wording === null) return words;
  const place = { start: lane.start - range.start, end: lane.end - range.start };
  return textWith({ text: words, hosts: null }, [{ ...place, wording: lane.wording }]);
}

/** The languages that the lanes speak of, in the order of the first lane that does. */
export const languagesOf = (lanes: readonly LaneWords[]): Locale[] => [
  ...new Set(lanes.map(({ target }) => target.language)),
];

export type Stretch = { readonly text: string; readonly laneIds: readonly string[] };

/** The paragraph in stretches; each names the lanes that contest it. */
export function stretches(text: string, contested: readonly Contested[]): Stretch[] {
  const borders = [0, text.length, ...contested.flatMap(({ start, end }) => [start, end])];
  const cuts = [...new Set(borders)].toSorted((a, b) => a - b);
  return cuts.flatMap((from, index) => {
    const to = cuts[index + 1];
    if (to === undefined) return [];
    const laneIds = contested
      .filter(({ start, end }) => start <= from && end >= to)
      .map(({ laneId }) => laneId);
    return [{ text: text.slice(from, to), laneIds }];
  });
}
