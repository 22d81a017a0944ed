import type { Locale } from '@concord/locale';
import type { RequestContext } from '../platform/context.js';
import { createWaker, leavable } from '../platform/events/waker.js';
import type { Section, Variant } from './profiles.entity.js';
import { mayRead } from './profiles.policy.js';
import { sectionById, sectionsOf, variantsOf } from './profiles.repository.js';
import type { VariantRevision } from './profiles.types.js';

export async function readableSection(ctx: RequestContext, id: string): Promise<Section | null> {
  const section = await ctx.load(sectionById, id);
  return (await mayRead(ctx, section)) ? section : null;
}

export async function readableSections(ctx: RequestContext, consultationId: string): Promise<Section[]> {
  const sections = (await ctx.load(sectionsOf, consultationId)) ?? [];
  const open = await Promise.all(sections.map((section) => mayRead(ctx, section)));
  return sections.filter((_, index) => open[index]);
}

/** A chapter is also reached from an own comment on it, written before it went out of scope: its text is not. */
export async function variants(ctx: RequestContext, section: Section): Promise<readonly Variant[]> {
  return (await mayRead(ctx, section)) ? ((await ctx.load(variantsOf, section.id)) ?? []) : [];
}

export async function variant(
  ctx: RequestContext,
  section: Section,
  language: Locale,
): Promise<Variant | null> {
  return (await variants(ctx, section)).find((one) => one.language === language) ?? null;
}

/** New revisions of the texts the viewer may read, as they come. A missed one costs nothing: readers refetch. */
export const followRevisions = (
  ctx: RequestContext,
  consultationId: string,
): AsyncIterableIterator<VariantRevision> => leavable((signal) => revisions(ctx, consultationId, signal));

async function* revisions(ctx: RequestContext, consultationId: string, signal: AbortSignal) {
  const waiting = new Set<string>();
  // A ring and a poll may tell of the same revision.
  const told = new Map<string, number>();
  const bell = createWaker(signal);
  const stop = ctx.services.doorbell.listen((ring) => {
    if (ring.kind !== 'revision') return;
    waiting.add(ring.variantId);
    bell.wake();
  });
  try {
    while (!signal.aborted) {
      const heard = bell.next();
      const [variantId] = waiting;
      if (!variantId) {
        await heard;
        continue;
      }
      waiting.delete(variantId);
      ctx.forget();
      const revision = await revisionOf(ctx, consultationId, variantId);
      if (!revision || told.get(variantId) === revision.revision) continue;
      told.set(variantId, revision.revision);
      yield revision;
    }
  } finally {
    stop();
  }
}

async function revisionOf(ctx: RequestContext, consultationId: string, variantId: string) {
  for (const section of await readableSections(ctx, consultationId)) {
    const found = ((await ctx.load(variantsOf, section.id)) ?? []).find((one) => one.id === variantId);
    if (found)
      return { variantId, sectionId: section.id, language: found.language, revision: found.revision };
  }
  return null;
}
