import type { RequestContext } from '../platform/context.js';
import { byId } from '../platform/loaders.js';
import { Consultation } from './consultations.entity.js';

export const consultationById = byId(Consultation, { alike: true });

export const findBySlug = (ctx: RequestContext, slug: string): Promise<Consultation | null> =>
  ctx.manager.findOneBy(Consultation, { slug });
