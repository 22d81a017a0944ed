import { In } from 'typeorm';
import type { LoaderDefinition, RequestContext } from '../platform/context.js';
import { Consultation } from './consultations.entity.js';

export const consultationById: LoaderDefinition<string, Consultation> = {
  alike: true,
  async batch(ctx, ids) {
    const rows = await ctx.manager.findBy(Consultation, { id: In([...ids]) });
    return new Map(rows.map((row) => [row.id, row]));
  },
};

export const findBySlug = (ctx: RequestContext, slug: string): Promise<Consultation | null> =>
  ctx.manager.findOneBy(Consultation, { slug });
