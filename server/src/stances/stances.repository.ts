import { listBy } from '../platform/loaders.js';
import { Stance } from './stances.entity.js';

/** All stances on a comment, the first first. */
export const stancesOf = listBy(Stance, 'commentId', { order: { takenAt: 'ASC', id: 'ASC' } });
