import { describe, expect, test } from 'vitest';
import { mergeProblem, type MergeableDraft } from './merging.js';
import type { CommentStatus } from './words.js';

const draft = (
  id: string,
  status: CommentStatus = 'draft',
  mergedInto: string | null = null,
): MergeableDraft => ({ id, status, mergedInto });
const among =
  (...drafts: readonly MergeableDraft[]) =>
  (id: string) =>
    drafts.find((one) => one.id === id) ?? null;

describe('merging duplicates', () => {
  test('[CE5] drafts in hand become one', () => {
    const others = [draft('b', 'internal_review'), draft('c', 'returned')];
    expect(mergeProblem(draft('a'), others, among())).toBeNull();
  });

  test('[CE5] not into itself, and not nothing', () => {
    expect(mergeProblem(draft('a'), [], among())).toBe('nothing_to_merge');
    expect(mergeProblem(draft('a'), [draft('b'), draft('a')], among())).toBe('into_itself');
  });

  test('[CE5] not into what was merged into it, however far', () => {
    const [a, b, c] = [draft('a'), draft('b', 'set_aside', 'a'), draft('c', 'set_aside', 'b')];
    expect(mergeProblem(b, [a], among(a, b, c))).toBe('circle');
    expect(mergeProblem(c, [a], among(a, b, c))).toBe('circle');
    const loop = draft('x', 'set_aside', 'x');
    expect(mergeProblem(loop, [a], among(loop))).toBe('set_aside');
  });

  test('[CE5] not what is official, nor what was set aside', () => {
    for (const status of ['cleared', 'under_review', 'decided', 'withdrawn', 'merged'] as const) {
      expect(mergeProblem(draft('a', status), [draft('b')], among()), status).toBe('cleared');
      expect(mergeProblem(draft('a'), [draft('b', status)], among()), status).toBe('cleared');
    }
    expect(mergeProblem(draft('a'), [draft('b', 'set_aside', 'z')], among())).toBe('set_aside');
  });
});
