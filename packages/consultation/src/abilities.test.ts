import { describe, expect, test } from 'vitest';
import {
  commentAbilities,
  consultationAbilities,
  mayCommentOn,
  type CommentAbilities,
  type Member,
  type OwnedComment,
} from './abilities.js';
import type { ClearanceStep } from './chain.js';
import { commentStatuses, roles, visibilities, type CommentStatus, type Role } from './words.js';

describe('what a role can do in the consultation', () => {
  const table: Record<Role, string> = {
    drafter: 'edit import freeze correct',
    lead_agency: 'comment invite freeze run audit connect',
    contributor: 'comment',
    clearing_officer: 'comment clear',
    observer: '',
    moderator: 'decide correct',
    publisher: '',
    administrator: 'invite audit connect',
    auditor: 'audit',
  };

  test.each(roles)('[RO1] %s', (role) => {
    expect(granted(consultationAbilities([role]))).toBe(table[role]);
  });

  test('[RO1] roles add up, and none gives nothing', () => {
    expect(granted(consultationAbilities([]))).toBe('');
    expect(granted(consultationAbilities(['moderator', 'lead_agency']))).toBe(
      'comment decide invite freeze correct run audit connect',
    );
    expect(granted(consultationAbilities(roles))).toBe(
      'edit import comment clear decide invite freeze correct run audit connect',
    );
  });

  test('[RO2] one comments within one’s scope only', () => {
    const ngo: Member = {
      personId: 'ana',
      organisationId: 'hcts',
      kind: 'civil_society',
      roles: ['contributor'],
      domains: [1, 6],
      blindSince: null,
    };
    expect(mayCommentOn(ngo, 6)).toBe(true);
    expect(mayCommentOn(ngo, 4)).toBe(false);
    expect(mayCommentOn(ngo, null)).toBe(false);
    expect(mayCommentOn({ ...ngo, roles: ['observer'] }, 6)).toBe(false);
    expect(mayCommentOn({ ...ngo, domains: null }, null)).toBe(true);
  });
});

describe('what a person can do with a comment', () => {
  const of = (organisationId: string, personId: string, ...held: Role[]): Member => ({
    personId,
    organisationId,
    kind: 'state_body',
    roles: held,
    domains: null,
    blindSince: null,
  });
  const author = of('mph', 'orla', 'contributor');
  const people = {
    author,
    colleague: of('mph', 'sayla', 'contributor'),
    'clearing officer': of('mph', 'brin', 'clearing_officer'),
    'own observer': of('mph', 'nils', 'observer'),
    'other contributor': of('mlw', 'ilka', 'contributor'),
    'other clearing officer': of('mlw', 'dav', 'clearing_officer'),
    'other observer': of('mlw', 'ode', 'observer'),
    moderator: of('nma', 'oren', 'moderator'),
    'lead agency': of('nma', 'mira', 'lead_agency'),
    drafter: of('ast', 'remy', 'drafter'),
  } as const;

  const comment = (status: CommentStatus, change: Partial<OwnedComment> = {}): OwnedComment => ({
    organisationId: 'mph',
    visibility: 'participants',
    domain: 1,
    clearedAt: null,
    authorId: 'orla',
    status,
    ...change,
  });

  const open = {
    'clearing officer': 'withdraw reply',
    'other clearing officer': 'reply',
    moderator: 'reply decide',
    'lead agency': 'reply',
    drafter: 'reply',
  };
  const settled = {
    'clearing officer': 'reply',
    'other clearing officer': 'reply',
    moderator: 'reply',
    'lead agency': 'reply',
    drafter: 'reply',
  };
  /** Whoever is not named can do nothing. */
  const table: Record<CommentStatus, Partial<Record<keyof typeof people, string>>> = {
    draft: {
      author: 'revise discard submit',
      colleague: 'revise submit',
      'clearing officer': 'revise discard submit setAside clear',
    },
    internal_review: { 'clearing officer': 'revise return setAside clear' },
    returned: {
      author: 'revise discard submit',
      colleague: 'revise submit',
      'clearing officer': 'revise discard submit setAside',
    },
    cleared: open,
    under_review: open,
    decided: { ...settled, 'clearing officer': 'reply acknowledge' },
    acknowledged: settled,
    merged: settled,
    withdrawn: {},
    set_aside: {},
  };

  test.each(commentStatuses)('[RO3] %s', (status) => {
    const found = Object.fromEntries(
      Object.entries(people).map(([name, member]) => [
        name,
        granted(commentAbilities(member, comment(status))),
      ]),
    );
    const none = Object.fromEntries(Object.keys(people).map((name) => [name, '']));
    expect(found).toEqual({ ...none, ...table[status] });
  });

  test('[RO4] who may not see a comment can do nothing with it', () => {
    const everything = of('mlw', 'dav', ...roles);
    for (const status of ['draft', 'internal_review', 'returned', 'set_aside'] as const)
      expect(granted(commentAbilities(everything, comment(status)))).toBe('');
    expect(granted(commentAbilities({ ...everything, domains: [6] }, comment('cleared')))).toBe('');
    const ngo = { ...people['other clearing officer'], kind: 'civil_society' as const };
    expect(granted(commentAbilities(ngo, comment('cleared', { visibility: 'government' })))).toBe('');
  });

  test('[CE1] a draft under way is locked for all but those who take the step at which it lies', () => {
    const chain = ['focal_point', 'legal_unit'] as const;
    const within = (member: Member): Member => ({ ...member, chain });
    const focal = { ...within(of('mph', 'fay', 'contributor')), steps: ['focal_point'] as const };
    const lawyer = { ...within(of('mph', 'lex', 'contributor')), steps: ['legal_unit'] as const };
    const officer = within(people['clearing officer']);
    const at = (step: ClearanceStep) => (member: Member) =>
      granted(commentAbilities(member, comment('internal_review', { step })));
    const all = [within(author), focal, lawyer, officer];
    expect(all.map(at('focal_point'))).toEqual(['', 'revise pass return', '', 'setAside']);
    expect(all.map(at('legal_unit'))).toEqual(['', '', 'revise pass return', 'setAside']);
    expect(all.map(at('clearing_officer'))).toEqual(['', '', '', 'revise return setAside clear']);
    expect(granted(commentAbilities(officer, comment('draft')))).toBe('revise discard submit setAside');
    const stranger = { ...focal, organisationId: 'mlw' };
    expect(at('focal_point')(stranger)).toBe('');
  });

  test('[CM6] a comment is cleared for others: not while it is addressed to its own organisation only', () => {
    const officer = people['clearing officer'];
    const clearable = visibilities.filter(
      (visibility) => commentAbilities(officer, comment('draft', { visibility })).clear,
    );
    expect(clearable).toEqual(['secretariat', 'government', 'participants', 'public']);
  });

  test('[RO3] being the author once gives nothing when the role has gone', () => {
    expect(granted(commentAbilities({ ...author, roles: ['observer'] }, comment('draft')))).toBe('');
    expect(granted(commentAbilities(people.colleague, comment('draft', { authorId: null })))).toBe(
      'revise submit',
    );
  });

  test('[RO3] a member of two minds: the moderator of an organisation cannot clear for it', () => {
    const both = of('mph', 'orla', 'moderator', 'contributor');
    expect(granted(commentAbilities(both, comment('cleared')))).toBe('reply decide');
    expect(granted(commentAbilities(both, comment('draft')))).toBe('revise discard submit');
  });
});

function granted(abilities: CommentAbilities | ReturnType<typeof consultationAbilities>): string {
  return Object.entries(abilities)
    .filter(([, allowed]) => allowed)
    .map(([name]) => name)
    .join(' ');
}
