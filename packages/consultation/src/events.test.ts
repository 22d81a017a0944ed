import { describe, expect, test } from 'vitest';
import {
  commentEventTypes,
  eventTypes,
  mayHear,
  mayHearOfRound,
  reachOf,
  roundEventTypes,
  wideEventTypes,
  type RoundEventType,
} from './events.js';
import { maySee, type Subject, type Viewer } from './visibility.js';
import { commentStatuses, organisationKinds, roles, visibilities } from './words.js';

const moderators = ['comment_triaged', 'comment_questioned'];
const inner = [
  'comment_drafted',
  'comment_revised',
  'comment_discarded',
  'comment_submitted',
  'comment_passed',
  'comment_returned',
  'comment_set_aside',
  'comment_carried',
];

const BLIND = new Date('2025-06-10T12:00:00Z');

const viewers: readonly Viewer[] = roles.flatMap((role) =>
  organisationKinds.flatMap((kind) =>
    [null, [1], [2]].flatMap((domains) =>
      [null, BLIND].map((blindSince) => ({
        organisationId: 'mine',
        kind,
        roles: [role],
        domains,
        blindSince,
      })),
    ),
  ),
);
const subjects = (organisationId: string): readonly Subject[] =>
  visibilities.flatMap((visibility) =>
    commentStatuses.map((status) => ({ organisationId, visibility, status, domain: 1, clearedAt: BLIND })),
  );

test('[VI6] an event of official life is heard by exactly those who may see the comment now', () => {
  const wrong: unknown[] = [];
  for (const type of commentEventTypes.filter((word) => ![...inner, ...moderators].includes(word)))
    for (const viewer of viewers)
      for (const subject of [...subjects('theirs'), ...subjects('mine')])
        if (mayHear(viewer, type, subject) !== maySee(viewer, subject)) wrong.push({ type, viewer, subject });
  expect(wrong).toEqual([]);
});

test('[MO1] what moderators do among themselves is heard by them; a question also by whom it is asked', () => {
  for (const viewer of viewers)
    for (const subject of [...subjects('theirs'), ...subjects('mine')]) {
      const moderator = maySee(viewer, subject) && viewer.roles.includes('moderator');
      expect(mayHear(viewer, 'comment_triaged', subject)).toBe(moderator);
      expect(mayHear(viewer, 'comment_questioned', subject)).toBe(
        moderator || subject.organisationId === viewer.organisationId,
      );
    }
});

test('[VI7] how a comment came about is never heard outside its organisation, also after clearance', () => {
  for (const type of commentEventTypes.filter((word) => inner.includes(word)))
    for (const viewer of viewers) {
      for (const subject of subjects('theirs')) expect(mayHear(viewer, type, subject)).toBe(false);
      for (const subject of subjects('mine')) expect(mayHear(viewer, type, subject)).toBe(true);
    }
});

test('[VI8] a withdrawn comment stays in sight, as withdrawn, of those who saw it', () => {
  for (const viewer of viewers)
    for (const visibility of visibilities) {
      const seen: Subject = {
        organisationId: 'theirs',
        visibility,
        status: 'cleared',
        domain: 1,
        clearedAt: BLIND,
      };
      const gone: Subject = { ...seen, status: 'withdrawn' };
      expect(maySee(viewer, gone)).toBe(maySee(viewer, seen));
      expect(mayHear(viewer, 'comment_withdrawn', gone)).toBe(maySee(viewer, seen));
    }
});

test('[RD9] what concerns one organisation in a round is heard by it and by the lead agency; its notes by it alone', () => {
  const hears = (type: RoundEventType, organisationId: string | null): string[] =>
    roles.filter((role) => {
      const viewer: Viewer = {
        organisationId: 'mine',
        kind: 'state_body',
        roles: [role],
        domains: null,
        blindSince: null,
      };
      return mayHearOfRound(viewer, type, organisationId);
    });
  for (const type of roundEventTypes) {
    expect(hears(type, null), type).toEqual(reachOf[type] === 'participants' ? roles : []);
    expect(hears(type, 'mine')).toEqual(roles);
    expect(hears(type, 'theirs'), type).toEqual(type === 'round_noted' ? [] : ['lead_agency']);
  }
});

describe('how far news travels', () => {
  test('[WH2] every type of event is decided upon', () => {
    expect(Object.keys(reachOf).toSorted()).toEqual([...eventTypes].toSorted());
  });

  test('[WH2] what is told to all who take part is what somebody of no organisation may hear', () => {
    const outsider: Viewer = {
      organisationId: 'none',
      kind: 'civil_society',
      roles: ['observer'],
      domains: null,
      blindSince: null,
    };
    const open: Subject = {
      organisationId: 'theirs',
      visibility: 'participants',
      status: 'cleared',
      domain: null,
      clearedAt: BLIND,
    };
    const heard = [
      ...commentEventTypes.filter((type) => mayHear(outsider, type, open)),
      ...roundEventTypes.filter((type) => mayHearOfRound(outsider, type, null)),
    ];
    expect(wideEventTypes.filter((type) => /^(comment|round)_/.test(type))).toEqual(heard);
    for (const type of roundEventTypes) expect(mayHearOfRound(outsider, type, 'theirs'), type).toBe(false);
  });
});
