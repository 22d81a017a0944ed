import { parseCompromiseName } from '@concord/document/compromise';
import type { ReadStanding } from '../organisations/index.js';
import { createSectionRight, type AppendRight } from '../profiles/index.js';
import { mayPrepareAs } from './proposals.policy.js';

/** [CF8] The right to write a compromise, asked once more inside the transaction that stores what was written (T7). */
export const createCompromiseRight = (readStanding: ReadStanding, now: () => Date): AppendRight =>
  createSectionRight(readStanding, now, {
    sectionIn: (name) => parseCompromiseName(name)?.sectionId ?? null,
    may: mayPrepareAs,
  });
