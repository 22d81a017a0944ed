import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayEnterRoom, roles } from './index.js';

const held = fc.subarray([...roles]);

test('[RM1] no role opens the room of another organisation', () => {
  fc.assert(
    fc.property(held, (roles) => {
      expect(mayEnterRoom({ organisationId: 'health', roles }, 'labour')).toBe(false);
    }),
  );
});

test('[RM1] those who comment for an organisation enter its room; others of the same house do not', () => {
  for (const role of roles) {
    const comments = ['contributor', 'clearing_officer', 'lead_agency'].includes(role);
    expect(mayEnterRoom({ organisationId: 'health', roles: [role] }, 'health')).toBe(comments);
  }
  expect(mayEnterRoom({ organisationId: 'health', roles: [] }, 'health')).toBe(false);
});
