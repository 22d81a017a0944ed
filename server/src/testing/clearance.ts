/** What a ministry does with its drafts, as its people ask for it. */
import {
  ClearCommentsDocument,
  ClearingDocument,
  CommentClearanceDocument,
  MergeDraftsDocument,
  NameDeputyDocument,
  PassCommentDocument,
  ReturnCommentDocument,
  SetClearanceChainDocument,
  SetCommentAsideDocument,
  SubmitCommentDocument,
  type Visibility,
} from '@concord/schema';
import type { World } from './world.js';

export type Draft = { readonly id: string; readonly version: number };

const versionOf = ({ id, version }: Draft) => ({ commentId: id, version });

/** The acts of Public Health's people unless said otherwise; each returns the answer, refusals included. */
export const clearanceOf = (world: World) => ({
  submit: async (draft: Draft, as = 'Sayla Vint') =>
    (await world.run(world.as(as), SubmitCommentDocument, { draft: versionOf(draft) })).submitComment,
  pass: async (draft: Draft, as: string) =>
    (await world.run(world.as(as), PassCommentDocument, { draft: versionOf(draft) })).passComment,
  giveBack: async (draft: Draft, remarks: string, as = 'Brin Tolvar') =>
    (await world.run(world.as(as), ReturnCommentDocument, { draft: versionOf(draft), remarks }))
      .returnComment,
  setAside: async (draft: Draft, reason: string, as = 'Brin Tolvar') =>
    (await world.run(world.as(as), SetCommentAsideDocument, { draft: versionOf(draft), reason }))
      .setCommentAside,
  merge: async (into: Draft, duplicates: readonly Draft[], as = 'Brin Tolvar') =>
    (
      await world.run(world.as(as), MergeDraftsDocument, {
        into: versionOf(into),
        duplicates: duplicates.map(versionOf),
      })
    ).mergeDrafts,
  clearAll: async (
    drafts: readonly (Draft & { readonly visibility?: Visibility })[],
    as = 'Brin Tolvar',
    late = false,
  ) =>
    (
      await world.run(world.as(as), ClearCommentsDocument, {
        items: drafts.map((draft) => ({ ...versionOf(draft), visibility: draft.visibility ?? null })),
        late,
      })
    ).clearComments,
  chain: async (focalPoints: readonly string[], legalUnit: readonly string[] = [], as = 'Brin Tolvar') =>
    (
      await world.run(world.as(as), SetClearanceChainDocument, {
        input: {
          consultationId: world.consultationId,
          focalPoints: focalPoints.map((name) => world.personId(name)),
          legalUnit: legalUnit.map((name) => world.personId(name)),
        },
      })
    ).setClearanceChain,
  deputy: async (name: string, from: Date, until: Date, as = 'Brin Tolvar') =>
    (
      await world.run(world.as(as), NameDeputyDocument, {
        input: {
          consultationId: world.consultationId,
          deputyId: world.personId(name),
          from: from.toISOString(),
          until: until.toISOString(),
        },
      })
    ).nameDeputy,
  inside: async (id: string, as = 'Sayla Vint') =>
    (await world.run(world.as(as), CommentClearanceDocument, { id })).comment,
  desk: async (as = 'Brin Tolvar') =>
    (await world.run(world.as(as), ClearingDocument, { consultationId: world.consultationId, first: 100 }))
      .clearingDesk,
});
