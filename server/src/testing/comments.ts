import { randomUUID } from 'node:crypto';
import { blockTexts } from '@concord/document/model';
import {
  ClearCommentDocument,
  DraftCommentDocument,
  type DraftCommentInput,
  type DraftCommentMutation,
} from '@concord/schema';
import type { Language, World } from './world.js';

export type CommentFields = Extract<DraftCommentMutation['draftComment'], { __typename: 'Comment' }>;

/** Where a test comments when the place does not matter: in the chapter of domain 1. */
export const CHAPTER = 'b-0064';
export const BLOCK = 'b-0065';
export const WORDS = 'Ordinary laws then distinguish by residence title.';

export type Wanted = Partial<Omit<DraftCommentInput, 'target'>> & {
  section?: string;
  block?: string;
  words?: string;
  on?: Language;
};

/** What the client would send for a comment on these words as they stand now. */
export async function draftInput(world: World, wanted: Wanted = {}): Promise<DraftCommentInput> {
  const { section = CHAPTER, block = BLOCK, words = WORDS, on = 'en', ...input } = wanted;
  const { content, revision } = await world.variant(section, on);
  const text = blockTexts(content).find(({ id }) => id === block)?.text ?? '';
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`"${words}" is not in ${block}`);
  return {
    key: randomUUID(),
    consultationId: world.consultationId,
    target: {
      sectionId: world.sectionId(section),
      language: on,
      blockId: block,
      start,
      end: start + words.length,
      exact: words,
      revision,
    },
    type: 'substantive',
    severity: 'important',
    visibility: 'participants',
    body: 'The title is not the only ground.',
    language: 'en',
    ...input,
  };
}

/** A draft of Public Health unless said otherwise. */
export async function drafted(
  world: World,
  wanted: Wanted = {},
  author = 'Sayla Vint',
): Promise<CommentFields> {
  const input = await draftInput(world, wanted);
  return commentIn((await world.run(world.as(author), DraftCommentDocument, { input })).draftComment);
}

/** The same, made official. */
export async function cleared(
  world: World,
  wanted: Wanted = {},
  author = 'Sayla Vint',
  officer = 'Brin Tolvar',
): Promise<CommentFields> {
  const { id, version } = await drafted(world, wanted, author);
  const answer = await world.run(world.as(officer), ClearCommentDocument, { commentId: id, version });
  return commentIn(answer.clearComment);
}

/** Who writes and who clears in nine ministries: one ministry does not contradict itself, nine do. */
export const ministries: readonly (readonly [author: string, officer: string])[] = [
  ['Sayla Vint', 'Brin Tolvar'],
  ['Ilka Renn', 'Dav Moric'],
  ['Juno Karst', 'Esme Farrow'],
  ['Pell Anders', 'Rhea Moss'],
  ['Nera Quill', 'Ivo Strand'],
  ['Rafo Lindt', 'Mara Theel'],
  ['Esk Marrow', 'Linn Obrec'],
  ['Tamsin Orvel', 'Hale Druin'],
  ['Bors Helgan', 'Tarn Vesk'],
];

/** The comment of an answer; a refusal fails the test with its sentence. */
export function commentIn<T extends { __typename: string }>(
  answer: T,
): Extract<T, { __typename: 'Comment' }> {
  return only(answer, 'Comment');
}

export function only<T extends { __typename: string }, K extends T['__typename']>(
  answer: T,
  kind: K,
): Extract<T, { __typename: K }> {
  if (answer.__typename !== kind) throw new Error(`Not a ${kind}: ${JSON.stringify(answer)}`);
  return answer as Extract<T, { __typename: K }>;
}
