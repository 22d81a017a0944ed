import { describe, expect, test } from 'vitest';
import { chainWith, firstStep, nextStep, stepWhereItLies } from './chain.js';

describe('through whose hands a draft goes', () => {
  test('[CE1] the clearing officer is always the last, also of a chain that names nobody', () => {
    expect(chainWith([])).toEqual(['clearing_officer']);
    expect(chainWith(['legal_unit', 'focal_point'])).toEqual([
      'focal_point',
      'legal_unit',
      'clearing_officer',
    ]);
  });

  test('[CE1] it begins with the first step that has people and goes on to the next', () => {
    expect(firstStep([])).toBe('clearing_officer');
    expect(firstStep(['legal_unit'])).toBe('legal_unit');
    expect(nextStep(['focal_point', 'legal_unit'], 'focal_point')).toBe('legal_unit');
    expect(nextStep(['focal_point'], 'focal_point')).toBe('clearing_officer');
    expect(nextStep(['focal_point'], 'clearing_officer')).toBeNull();
  });

  test('[CE1] a step that was taken out of the chain holds nothing back', () => {
    expect(stepWhereItLies(['legal_unit'], 'internal_review', 'focal_point')).toBe('legal_unit');
    expect(stepWhereItLies([], 'internal_review', 'legal_unit')).toBe('clearing_officer');
    expect(stepWhereItLies([], 'internal_review', null)).toBe('clearing_officer');
  });

  test('[CE1] a draft is at the officer’s hand only where nobody comes before', () => {
    expect(stepWhereItLies([], 'draft', null)).toBe('clearing_officer');
    expect(stepWhereItLies(['focal_point'], 'draft', null)).toBeNull();
    for (const status of ['returned', 'cleared', 'set_aside'] as const)
      expect(stepWhereItLies([], status, 'focal_point')).toBeNull();
  });
});
