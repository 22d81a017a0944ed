import { followed, placed } from '@concord/consultation';
import type { WritableText } from '@concord/consultation';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import type { Surroundings } from './surroundings';

export type Reworded = {
  readonly lead: string;
  readonly before: string;
  readonly after: string;
  readonly trail: string;
};

/** [PO14] A paragraph cut at what a wording takes the place of, as the decision will write it. */
export function withWording(
  block: WritableText,
  { start, end }: { readonly start: number; readonly end: number },
  wording: string,
): Reworded {
  const { text } = block;
  const [place = { start, end }] = placed(block, [{ start, end, wording }]);
  return {
    lead: text.slice(0, place.start),
    before: text.slice(place.start, place.end),
    after: wording,
    trail: text.slice(place.end),
  };
}

/** The same of a paragraph that is cut at the words of a comment. */
export const reworded = ({ lead, words, trail, hosts }: Surroundings, wording: string): Reworded =>
  withWording(
    { text: lead + words + trail, hosts },
    { start: lead.length, end: lead.length + words.length },
    wording,
  );

/** Words that are proposed, for those that the comment quotes and those that stand there now. */
export type Proposed = Pick<Comment, 'proposal'> & {
  readonly anchor: Pick<Comment['anchor'], 'words'>;
  readonly target: { readonly quote: Pick<Comment['target']['quote'], 'exact'> };
};

/** A proposal goes along with words that changed beside it, as the server will have it. */
export const acceptedWording = ({ proposal, anchor, target }: Proposed): string | null =>
  proposal === null || anchor.words === null
    ? proposal
    : followed(target.quote.exact, proposal, anchor.words);
