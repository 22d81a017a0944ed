/** Values for the arguments that are the same whatever an operation is about, by their names. */
import { randomUUID } from 'node:crypto';
import type { DraftCommentInput } from '@concord/schema';
import { BLOCK, CHAPTER } from '../comments.js';
import type { World } from '../world.js';

const DAY = 86_400_000;

export function valuesOf(
  world: World,
  target: DraftCommentInput['target'],
): Readonly<Record<string, () => unknown>> {
  // Each later than the one before: an extension that was granted is only followed by a longer one.
  let days = 30;
  const moment = (): string => new Date(Date.now() + (days += 1) * DAY).toISOString();
  return {
    consultationId: () => world.consultationId,
    slug: () => 'velmora-2025',
    sectionId: () => world.sectionId(CHAPTER),
    organisationId: () => world.organisationId('MLW'),
    blockId: () => BLOCK,
    language: () => 'en',
    locale: () => 'en',
    start: () => target.start,
    end: () => target.end,
    exact: () => target.exact,
    revision: () => target.revision,
    id: () => world.sectionId(CHAPTER),
    key: () => randomUUID(),
    version: () => 0,
    body: () => 'The title is not the only ground.',
    text: () => 'A wording for all.',
    name: () => 'A name',
    query: () => 'type=general',
    reason: () => 'Because it is so.',
    remarks: () => 'Say why.',
    question: () => 'Which law?',
    answer: () => 'The second one.',
    url: () => 'https://example.org/hook',
    types: () => ['comment_cleared'],
    href: () => 'https://example.org/another-law',
    email: () => 'nobody@example.org',
    password: () => 'not the right password',
    token: () => 'not a token',
    scopes: () => ['read'],
    roles: () => ['contributor'],
    visibility: () => 'participants',
    disposition: () => 'noted',
    reasonCode: () => 'other',
    proposalKind: () => 'words',
    indicators: () => [],
    position: () => 'supports',
    opinion: () => 'agree',
    acknowledgement: () => 'accepts',
    type: () => 'editorial',
    severity: () => 'minor',
    late: () => true,
    'withholdComment.kind': () => 'hidden',
    'withholdComment.body': () => [],
    'withholdComment.proposal': () => [],
    'withholdComment.files': () => false,
    note: () => 'It names a person.',
    several: () => false,
    first: () => 5,
    'changes.from': () => 1,
    'movedComments.revision': () => 0,
    'nameDeputy.from': () => new Date().toISOString(),
    'nameDeputy.until': () => new Date(Date.now() + DAY).toISOString(),
    expiresInDays: () => 7,
    hours: () => 72,
    graceHours: () => 24,
    'openRound.ordinal': () => 2,
    'openRound.opensAt': () => null,
    blind: () => false,
    deputyId: () => world.personId('Sayla Vint'),
    assigneeId: () => world.personId('Oren Daly'),
    focalPoints: () => [],
    legalUnit: () => [],
    assignments: () => [],
    others: () => [],
    dueAt: moment,
    closesAt: moment,
  };
}
