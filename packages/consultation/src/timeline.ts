/** The life of a consultation as one line, and what is expected of somebody where it stands. */
import { consultationAbilities } from './abilities.js';
import type { RoundPhase } from './rounds.js';
import type { Viewer } from './visibility.js';

/** In their order. */
export const stages = ['comments', 'decisions', 'no_objection', 'consent'] as const;
export type Stage = (typeof stages)[number];

/** No silence round yet, one that runs, or all over. */
export type SilenceStanding = 'none' | 'running' | 'over';

/** [RD12] Before a later round opens the consultation stands where it stood: earlier comments are being decided. */
export const phaseNow = (phase: RoundPhase, ordinal: number): RoundPhase =>
  phase === 'planned' && ordinal > 1 ? 'closed' : phase;

/** Where a consultation is: each stage is done, now or next, and exactly one is now once it has begun. */
export function stageNow(written: RoundPhase, silence: SilenceStanding): Stage | null {
  if (written === 'planned') return null;
  if (written !== 'closed') return 'comments';
  if (silence === 'none') return 'decisions';
  return silence === 'running' ? 'no_objection' : 'consent';
}

export type StageState = 'done' | 'now' | 'next';

export function stageState(stage: Stage, now: Stage | null): StageState {
  const distance = stages.indexOf(stage) - (now === null ? -1 : stages.indexOf(now));
  return distance < 0 ? 'done' : distance === 0 ? 'now' : 'next';
}

export const expectations = [
  'wait',
  'read',
  'comment',
  'clear',
  'late',
  'paused',
  'follow',
  'prepare',
  'decide',
  'answer',
  'object',
  'consent',
] as const;
export type Expectation = (typeof expectations)[number];

/** The one thing that is expected of somebody now; of several roles the one that others wait for. */
export function expectationOf(
  viewer: Pick<Viewer, 'roles'>,
  written: RoundPhase,
  silence: SilenceStanding,
): Expectation {
  const { clear, decide, run, comment } = consultationAbilities(viewer.roles);
  const stage = stageNow(written, silence);
  if (stage === null) return 'wait';
  if (stage === 'comments') {
    if (clear && written === 'paused') return 'paused';
    if (clear) return written === 'grace' ? 'late' : 'clear';
    if (run) return 'follow';
    if (decide) return 'prepare';
    return comment ? (written === 'open' ? 'comment' : written === 'paused' ? 'paused' : 'late') : 'read';
  }
  if (stage === 'decisions') return decide ? 'decide' : clear ? 'answer' : run ? 'follow' : 'read';
  if (stage === 'no_objection') return clear ? 'object' : run || decide ? 'follow' : 'read';
  return run ? 'consent' : 'read';
}
