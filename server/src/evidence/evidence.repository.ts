import { byId, listBy } from '../platform/loaders.js';
import { Evidence } from './evidence.entity.js';

export const evidenceOf = listBy(Evidence, 'commentId', { order: { addedAt: 'ASC', id: 'ASC' } });

export const evidenceById = byId(Evidence);
