/** What people of Velmora do once its rows are there, through the use cases that serve everybody. */
import { blockTexts } from '@concord/document/model';
import {
  acceptances,
  settlements,
  stances,
  type World,
  type WorldComment,
  type WorldSettlement,
} from '@concord/fixtures';
import { IsNull, Not } from 'typeorm';
import { Comment } from '../comments/index.js';
import { decide } from '../decisions/index.js';
import { RequestContext, type PlatformServices } from '../platform/context.js';
import { OFFICIAL } from '../platform/database/scope.js';
import { isRefused, type Refused } from '../platform/errors/refusal.js';
import type { Log } from '../platform/log.js';
import { Variant, type Projections } from '../profiles/index.js';
import { takeStance } from '../stances/index.js';

type Stage = {
  readonly services: PlatformServices;
  readonly projections: Projections;
  readonly log: Log;
  readonly velmora: World;
  readonly consultationId: string;
  readonly people: ReadonlyMap<string, string>;
  /** A moment of 2025, moved into the demo's time and not later than now. */
  past(moment: string): Date;
};

/**
 * Conflicts are settled and comments accepted with a text that changes in each language, and organisations speak to each
 * other's comments.
 */
export async function playOn(stage: Stage): Promise<void> {
  const ids = await commentIds(stage);
  for (const settlement of [...settlements, ...acceptances]) await settleOne(stage, ids, settlement);
  for (const { comment, organisation, position, language, reason } of stances) {
    const speaker = stage.velmora.people.find(
      (person) => person.organisation === organisation && person.roles.includes('clearing_officer'),
    );
    const ctx = acting(stage, speaker, new Date());
    succeeded(
      await takeStance(ctx, {
        key: `${comment}-${organisation}`,
        commentId: ids.get(comment) ?? '',
        position,
        language,
        reason,
      }),
    );
  }
}

async function settleOne(
  stage: Stage,
  ids: ReadonlyMap<string, string>,
  { decidedAt, outcomes, changes }: WorldSettlement,
): Promise<void> {
  const told = new Map(stage.velmora.comments.map((comment) => [comment.id, comment]));
  const first = outcomes[0]?.comment ?? '';
  const sectionId = await sectionOf(stage, ids.get(first) ?? '');
  const ctx = acting(
    stage,
    stage.velmora.people.find((person) => person.roles.includes('moderator')),
    stage.past(decidedAt ?? told.get(first)?.decision?.decidedAt ?? ''),
  );
  succeeded(
    await decide(ctx, stage.projections, {
      key: outcomes.map(({ comment }) => comment).join('-'),
      outcomes: outcomes.map(({ comment, mergedInto, wording }) => ({
        commentId: ids.get(comment) ?? '',
        ...givenTo(told.get(comment), mergedInto),
        intoId: mergedInto && (ids.get(mergedInto) ?? null),
        wording,
        seenWords: mergedInto === null ? (told.get(comment)?.quote ?? null) : null,
      })),
      changes: await Promise.all(
        changes.map(async ({ language, blockId, words, wording }) => {
          const variant = await ctx.manager.findOneByOrFail(Variant, { sectionId, language });
          const text = blockTexts(variant.content).find((block) => block.id === blockId)?.text ?? '';
          const start = text.indexOf(words);
          const { revision } = variant;
          const target = { sectionId, language, blockId, start, end: start + words.length, revision };
          return { target: { ...target, exact: words }, wording };
        }),
      ),
    }),
  );
}

/** As the data have it, unless one joint wording made it part of another. */
const givenTo = (comment: WorldComment | undefined, mergedInto: string | null) => ({
  disposition: mergedInto === null ? (comment?.decision?.disposition ?? 'noted') : ('merged' as const),
  reason: comment?.decision?.reason ?? null,
  reasonCode: comment?.decision?.reasonCode ?? null,
});

function acting(
  { services, people, log }: Stage,
  person: World['people'][number] | undefined,
  at: Date,
): RequestContext {
  const personId = people.get(person?.id ?? '');
  if (!person || !personId) throw new Error('Velmora has nobody for this');
  const { locale } = person;
  const actor = { kind: 'person', personId, locale, sessionId: personId, expiresAt: at } as const;
  return new RequestContext(services, actor, locale, log, null, () => at);
}

async function commentIds({ services, consultationId }: Stage): Promise<ReadonlyMap<string, string>> {
  const rows = await services.database.as(OFFICIAL).manager.findBy(Comment, {
    consultationId,
    clearedAt: Not(IsNull()),
  });
  return new Map(rows.map(({ clientKey, id }) => [clientKey, id]));
}

const sectionOf = async ({ services }: Stage, id: string): Promise<string> =>
  (await services.database.as(OFFICIAL).manager.findOneByOrFail(Comment, { id })).sectionId;

function succeeded(done: object | Refused): void {
  if (isRefused(done))
    throw new Error(`Velmora could not go on: ${done.code} ${done.field ?? ''} ${done.message}`);
}
