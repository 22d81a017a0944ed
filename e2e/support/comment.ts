import { randomUUID } from 'node:crypto';
import {
  ClearCommentDocument,
  DraftCommentDocument,
  ReadingConsultationDocument,
  SectionTextDocument,
  type CommentType,
} from '@concord/schema';
import { blockTexts } from '@concord/document/model';
import type { Person } from './person.ts';

type Wish = {
  readonly slug?: string;
  readonly section: string;
  readonly block: string;
  readonly body: string;
  readonly proposal?: string;
  readonly type?: CommentType;
};

/** Somebody comments on a whole block through the API and their officer clears it. Returns when the answer came. */
export async function draftAndClear(author: Person, officer: Person, wish: Wish): Promise<number> {
  await clearDraft(officer, await draft(author, wish));
  return Date.now();
}

export async function clearDraft(officer: Person, commentId: string): Promise<void> {
  const { clearComment } = await officer.ask(ClearCommentDocument, { commentId, version: 1 });
  if (clearComment.__typename !== 'Comment') throw new Error(clearComment.message);
}

export async function draft(
  author: Person,
  { slug = 'velmora-2025', section, block, body, proposal, type = 'general' }: Wish,
): Promise<string> {
  const { consultation } = await author.ask(ReadingConsultationDocument, { slug });
  const head = consultation?.sections.find((one) => one.key === section);
  if (!consultation || !head) throw new Error(`${author.name} has no section ${section}`);
  const text = await author.ask(SectionTextDocument, { id: head.id, language: 'en' });
  const variant = text.section?.variant;
  const words = variant && blockTexts(variant.content).find((one) => one.id === block)?.text;
  if (!words) throw new Error(`There is no block ${block}`);
  const { draftComment } = await author.ask(DraftCommentDocument, {
    input: {
      key: randomUUID(),
      consultationId: consultation.id,
      target: {
        sectionId: head.id,
        language: 'en',
        blockId: block,
        start: 0,
        end: words.length,
        exact: words,
        revision: variant.revision,
      },
      type,
      severity: 'minor',
      visibility: 'participants',
      body,
      proposal: proposal ?? null,
      language: 'en',
    },
  });
  if (draftComment.__typename !== 'Comment') throw new Error(draftComment.message);
  return draftComment.id;
}
