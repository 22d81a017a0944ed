import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inScope, maySee, officialVisibilities, type Subject, type Viewer } from './visibility.js';
import {
  commentStatuses,
  organisationKinds,
  roles,
  visibilities,
  type CommentStatus,
  type Role,
  type Visibility,
} from './words.js';

/**
 * An official comment of another organisation, in scope. A row is a viewer's role and the kind of their organisation;
 * "other" stands for the three kinds that are not state bodies. Yes is x, no is a dot.
 */
const picture = `
role             kind        organisation secretariat government participants public
(none)           state_body  .            .           .          .            x
(none)           other       .            .           .          .            x
drafter          state_body  .            x           x          x            x
drafter          other       .            x           .          x            x
lead_agency      state_body  .            x           x          x            x
lead_agency      other       .            x           x          x            x
contributor      state_body  .            .           x          x            x
contributor      other       .            .           .          x            x
clearing_officer state_body  .            .           x          x            x
clearing_officer other       .            .           .          x            x
observer         state_body  .            .           x          x            x
observer         other       .            .           .          x            x
moderator        state_body  .            x           x          x            x
moderator        other       .            x           x          x            x
publisher        state_body  .            .           x          x            x
publisher        other       .            .           .          x            x
administrator    state_body  .            .           x          x            x
administrator    other       .            .           .          x            x
auditor          state_body  .            .           x          x            x
auditor          other       .            .           .          x            x
`;

const lines = picture
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(/\s+/));
const drawn = new Map(lines.map(([role = '', kind = '', ...cells]) => [`${role} ${kind}`, cells]));
const drawnFor = (role: Role | '(none)', kind: string, visibility: (typeof visibilities)[number]): boolean =>
  drawn.get(`${role} ${kind === 'state_body' ? kind : 'other'}`)?.[visibilities.indexOf(visibility)] === 'x';

const privateOnes: readonly CommentStatus[] = ['draft', 'internal_review', 'returned', 'set_aside'];

const scopes = [
  { name: 'the whole profile, a domain', domains: null, domain: 4, open: true },
  { name: 'the whole profile, no domain', domains: null, domain: null, open: true },
  { name: 'domains 1 and 4, in one of them', domains: [1, 4], domain: 4, open: true },
  { name: 'domains 1 and 4, in another', domains: [1, 4], domain: 6, open: false },
  { name: 'domains 1 and 4, a section without domain', domains: [1, 4], domain: null, open: false },
  { name: 'no domain opened', domains: [], domain: 1, open: false },
] as const;

const everyRole = ['(none)', ...roles] as const;

const NOON = new Date('2025-06-10T12:00:00Z');
const MORNING = new Date('2025-06-10T09:00:00Z');
const subjectOf = (
  organisationId: string,
  visibility: Visibility,
  status: CommentStatus,
  domain: number | null,
): Subject => ({
  organisationId,
  visibility,
  status,
  domain,
  clearedAt: privateOnes.includes(status) ? null : NOON,
});

describe('who may see a comment', () => {
  test('[VI1] the picture holds every role and both sorts of organisation', () => {
    expect(drawn.size).toBe(everyRole.length * 2);
    expect(lines.every((line) => line.length === 2 + visibilities.length)).toBe(true);
  });

  for (const scope of scopes) {
    test(`[VI1][VI2][VI3] role x kind x visibility x status, others' comments: ${scope.name}`, () => {
      let asked = 0;
      for (const role of everyRole)
        for (const kind of organisationKinds)
          for (const visibility of visibilities)
            for (const status of commentStatuses) {
              const viewer: Viewer = {
                organisationId: 'mine',
                kind,
                roles: role === '(none)' ? [] : [role],
                domains: scope.domains,
                blindSince: null,
              };
              const subject = subjectOf('theirs', visibility, status, scope.domain);
              const expected =
                scope.open && !privateOnes.includes(status) && drawnFor(role, kind, visibility);
              expect(maySee(viewer, subject), `${role} of a ${kind}: ${visibility}, ${status}`).toBe(
                expected,
              );
              asked += 1;
            }
      expect(asked).toBe(everyRole.length * 4 * 5 * 10);
    });

    test(`[VI4] one's own organisation's comments are always seen: ${scope.name}`, () => {
      for (const role of everyRole)
        for (const kind of organisationKinds)
          for (const visibility of visibilities)
            for (const status of commentStatuses) {
              const viewer: Viewer = {
                organisationId: 'mine',
                kind,
                roles: role === '(none)' ? [] : [role],
                domains: scope.domains,
                blindSince: NOON,
              };
              const subject = subjectOf('mine', visibility, status, scope.domain);
              expect(maySee(viewer, subject), `${role} of a ${kind}: ${visibility}, ${status}`).toBe(true);
            }
    });
  }

  const anyViewer = fc.record({
    organisationId: fc.constantFrom('a', 'b'),
    kind: fc.constantFrom(...organisationKinds),
    roles: fc.uniqueArray(fc.constantFrom(...roles)),
    domains: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 6 })), { nil: null }),
    blindSince: fc.constantFrom(null, MORNING, NOON),
  });
  const anySubject = fc.record({
    organisationId: fc.constantFrom('a', 'b'),
    visibility: fc.constantFrom(...visibilities),
    status: fc.constantFrom(...commentStatuses),
    domain: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
    clearedAt: fc.constantFrom(null, MORNING, NOON),
  });

  test('[VI9] in a blind round nobody sees what others made official in it, moderator and lead agency included', () => {
    for (const role of everyRole)
      for (const kind of organisationKinds)
        for (const visibility of visibilities)
          for (const status of commentStatuses) {
            const viewer: Viewer = {
              organisationId: 'mine',
              kind,
              roles: role === '(none)' ? [] : [role],
              domains: null,
              blindSince: NOON,
            };
            const later = new Date(NOON.getTime() + 1);
            const earlier = new Date(NOON.getTime() - 1);
            const theirs = subjectOf('theirs', visibility, status, 1);
            for (const clearedAt of [NOON, later, null])
              expect(maySee(viewer, { ...theirs, clearedAt }), `${role}: ${visibility}, ${status}`).toBe(
                false,
              );
            const old = { ...theirs, clearedAt: earlier };
            expect(maySee(viewer, old)).toBe(maySee({ ...viewer, blindSince: null }, old));
            expect(maySee(viewer, { ...theirs, organisationId: 'mine' })).toBe(true);
          }
  });

  test('[VI9] blindness never shows more', () => {
    fc.assert(
      fc.property(anyViewer, anySubject, (viewer, subject) => {
        if (maySee(viewer, subject)) expect(maySee({ ...viewer, blindSince: null }, subject)).toBe(true);
      }),
      { seed: 20_250_602, numRuns: 3_000 },
    );
  });

  test('[VI1] several roles see what any one of them sees, no more', () => {
    fc.assert(
      fc.property(anyViewer, anySubject, (viewer, subject) => {
        const alone = viewer.roles.map((role) => maySee({ ...viewer, roles: [role] }, subject));
        const without = maySee({ ...viewer, roles: [] }, subject);
        expect(maySee(viewer, subject)).toBe(without || alone.includes(true));
      }),
      { seed: 20_250_602, numRuns: 3_000 },
    );
  });

  test('[VI3] a narrower scope never shows more', () => {
    fc.assert(
      fc.property(anyViewer, anySubject, (viewer, subject) => {
        if (maySee(viewer, subject)) expect(maySee({ ...viewer, domains: null }, subject)).toBe(true);
        if (maySee({ ...viewer, domains: [] }, subject))
          expect(subject.organisationId).toBe(viewer.organisationId);
      }),
      { seed: 20_250_602, numRuns: 3_000 },
    );
  });

  test('[VI3] a section is open by its domain; one without a domain only with the whole profile', () => {
    expect([1, 2, 3, 4, 5, 6].filter((domain) => inScope([6, 1], domain))).toEqual([1, 6]);
    expect(inScope([6, 1], null)).toBe(false);
    expect(inScope([], 1)).toBe(false);
    expect(inScope(null, null)).toBe(true);
  });

  test('[VI5] nothing is official for its own organisation only', () => {
    expect(
      visibilities.filter((word) => !officialVisibilities.some((official) => official === word)),
    ).toEqual(['organisation']);
  });
});
