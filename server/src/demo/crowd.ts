/** A consultation of a whole government beside Velmora's: what speed is measured on. Rows at once, past the use cases. */
import { pin, type PinnedTarget } from '@concord/anchoring';
import { blockTexts } from '@concord/document/model';
import { crowd, world, type CrowdComment, type CrowdSize } from '@concord/fixtures';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Doc } from 'yjs';
import { Person } from '../accounts/index.js';
import { ClearanceEntry, seal } from '../clearance/index.js';
import { Comment, commentEvent, foldedText, Reply, resolveAnchors } from '../comments/index.js';
import { Consultation } from '../consultations/index.js';
import { Decision, Outcome } from '../decisions/index.js';
import { Evidence } from '../evidence/index.js';
import { applyDocument } from '../exchange/index.js';
import { Clarification, Triage } from '../moderation/index.js';
import { Membership, Organisation, Participation } from '../organisations/index.js';
import { RequestContext, type PlatformServices } from '../platform/context.js';
import { EVERYTHING } from '../platform/database/scope.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { isRefused } from '../platform/errors/refusal.js';
import type { Log } from '../platform/log.js';
import { documentAt, Section, Variant, type Projections } from '../profiles/index.js';
import { foundRound } from '../rounds/index.js';
import { Stance } from '../stances/index.js';
import { readProfile } from './seed.js';

export type CrowdPlan = CrowdSize & {
  readonly slug: string;
  /** All comments in this one chapter; without, they lie all over the text. */
  readonly chapter?: string;
};

/** Needs the people of Velmora; adds the organisations that it lacks. */
export async function seedCrowd(
  services: PlatformServices,
  projections: Projections,
  log: Log,
  plan: CrowdPlan,
): Promise<void> {
  const ctx = new RequestContext(services, { kind: 'anonymous' }, 'en', log, null, undefined, EVERYTHING);
  const document = await readProfile('en');
  const domains = new Map(world().sections.map(({ key, domain }) => [key, domain]));
  const seeded = await transaction(ctx, async (tx) => {
    const members = await seedMembers(tx, plan);
    const source = { consultationId: members.consultationId, language: 'en' as const, document };
    const applied = await applyDocument(ctx, tx, projections, source, domains);
    if (isRefused(applied)) return applied;
    await seedCrowdComments(tx, plan, members);
    return true as const;
  });
  if (isRefused(seeded)) throw new Error(`The crowd could not be seeded: ${seeded.message}`);
}

type Member = { readonly organisationId: string; readonly author: string; readonly officer: string };
type Members = {
  readonly consultationId: string;
  readonly speaking: readonly Member[];
  readonly moderators: readonly string[];
  readonly moderating: string;
};

async function seedMembers(tx: Transaction, plan: CrowdPlan): Promise<Members> {
  const { manager } = tx;
  const held = await manager.findOneByOrFail(Consultation, { slug: world().consultation.slug });
  const consultationId = uuid();
  await manager.insert(Consultation, {
    id: consultationId,
    slug: plan.slug,
    title: {
      en: `A whole government (${plan.slug})`,
      az: `Bütün hökumət (${plan.slug})`,
      ru: `Всё правительство (${plan.slug})`,
    },
    demo: true,
    leadId: held.leadId,
    languages: ['en'],
    originalLanguage: 'en',
    timeZone: held.timeZone,
    nextCommentNumber: plan.comments + 1,
    createdAt: tx.now,
  });
  const hour = 3_600_000;
  await foundRound(manager, consultationId, {
    opensAt: new Date(tx.now.getTime() - 24 * 25 * hour),
    closesAt: new Date(tx.now.getTime() + 24 * 7 * hour),
  });
  const known = await manager.find(Participation, {
    where: { consultationId: held.id },
    order: { ordinal: 'ASC' },
  });
  const added = await addOrganisations(tx, Math.max(0, plan.organisations - known.length));
  const bodies = [...known.map(({ organisationId }) => organisationId), ...added.keys()];
  await manager.insert(
    Participation,
    bodies.map((organisationId, index) => ({
      consultationId,
      organisationId,
      domains: null,
      ordinal: index + 1,
    })),
  );
  const members: Omit<Membership, 'consultation' | 'person' | 'organisation'>[] = [
    ...(await manager.findBy(Membership, { consultationId: held.id })).map(
      ({ personId, organisationId, roles, changedAt, revokedAt }) => ({
        consultationId,
        personId,
        organisationId,
        roles,
        changedAt,
        revokedAt,
      }),
    ),
    ...[...added].flatMap(([organisationId, people]) =>
      people.map((personId, index) => ({
        consultationId,
        personId,
        organisationId,
        roles: [index === 0 ? ('contributor' as const) : ('clearing_officer' as const)],
        changedAt: tx.now,
        revokedAt: null,
      })),
    ),
  ];
  await manager.insert(Membership, members);
  const speaking = bodies.map((organisationId): Member => {
    const own = members.filter((member) => member.organisationId === organisationId);
    const [first] = own;
    const officer = own.find(({ roles }) => roles.includes('clearing_officer')) ?? first;
    if (!first || !officer) throw new Error('An organisation has nobody');
    return { organisationId, author: first.personId, officer: officer.personId };
  });
  const moderators = members.filter(({ roles }) => roles.includes('moderator'));
  return {
    consultationId,
    speaking,
    moderators: moderators.map(({ personId }) => personId),
    moderating: moderators[0]?.organisationId ?? '',
  };
}

/** Regional offices with two people each. They are there once, however many crowds there are. */
async function addOrganisations(tx: Transaction, count: number): Promise<Map<string, readonly string[]>> {
  const added = new Map<string, readonly string[]>();
  for (let nth = 1; nth <= count; nth += 1) {
    const code = `RO${nth}`;
    const email = (part: string): string => `${code.toLowerCase()}.${part}@velmora.example`;
    const there = await tx.manager.findOneBy(Organisation, { code });
    const organisationId = there?.id ?? uuid();
    const people = ['writes', 'clears'];
    if (!there) {
      const name = {
        en: `Regional office ${nth}`,
        az: `${nth} saylı regional idarə`,
        ru: `Региональное управление ${nth}`,
      };
      const abbreviation = { en: code, az: code, ru: code };
      await tx.manager.insert(Organisation, {
        id: organisationId,
        code,
        kind: 'state_body',
        name,
        abbreviation,
      });
      await tx.manager.insert(
        Person,
        people.map((part) => ({
          id: uuid(),
          email: email(part),
          name: `${code} ${part}`,
          locale: 'en' as const,
          passwordHash: null,
          function: null,
          demo: true,
          createdAt: tx.now,
        })),
      );
    }
    const rows = await Promise.all(
      people.map((part) => tx.manager.findOneByOrFail(Person, { email: email(part) })),
    );
    added.set(
      organisationId,
      rows.map(({ id }) => id),
    );
  }
  return added;
}

type Text = { readonly section: Section; readonly variant: Variant; readonly doc: Doc };

async function seedCrowdComments(tx: Transaction, plan: CrowdPlan, members: Members): Promise<void> {
  const { manager } = tx;
  const texts = await readTexts(manager, members.consultationId);
  const chapters = [...texts.values()]
    .filter(({ section }) => plan.chapter === undefined || section.key === plan.chapter)
    .map(({ section, variant }) => ({ key: section.key, blocks: blockTexts(variant.content) }));
  const told = crowd(plan, chapters);
  const pinned = new Map<string, PinnedTarget>();
  const comments = told.map((one, index) => commentOf(tx, members, texts, pinned, one, index));
  const own = <T>(make: (told: CrowdComment, row: Comment, index: number) => readonly T[]): T[] =>
    comments.flatMap((row, index) => {
      const one = told[index];
      return one ? make(one, row, index) : [];
    });
  const person = (organisation: number): Member => memberOf(members, organisation);

  await insertAll(manager, Comment, comments);
  for (const { variant, doc } of texts.values()) await resolveAnchors(manager, variant, doc);
  await insertAll(
    manager,
    Stance,
    own(({ stances }, row) =>
      stances.map(({ organisation, position }, nth) => ({
        id: uuid(),
        commentId: row.id,
        organisationId: person(organisation).organisationId,
        position,
        reason: position === 'supports' ? null : 'Only if the deadline is named.',
        language: 'en' as const,
        takenBy: person(organisation).author,
        clientKey: `${row.clientKey}/${nth}`,
        takenAt: row.clearedAt ?? tx.now,
        endedAt: null,
      })),
    ),
  );
  await insertAll(
    manager,
    Reply,
    own(({ replies, organisation }, row) =>
      Array.from({ length: replies }, (_, nth) => {
        const other = person(organisation + 1 + nth);
        return {
          id: uuid(),
          commentId: row.id,
          organisationId: other.organisationId,
          authorId: other.author,
          clientKey: `${row.clientKey}/${nth}`,
          language: 'en' as const,
          body: 'We see it the same way.',
          createdAt: row.clearedAt ?? tx.now,
        };
      }),
    ),
  );
  await insertAll(
    manager,
    Triage,
    own(({ care, tags }, row) =>
      care === null && tags.length === 0
        ? []
        : [
            {
              commentId: row.id,
              assigneeId: care === null ? null : (members.moderators[care] ?? null),
              tags: [...tags],
              recommendation: null,
              clusterId: null,
              changedAt: tx.now,
            },
          ],
    ),
  );
  await insertAll(
    manager,
    Clarification,
    own(({ asked }, row) =>
      asked
        ? [
            {
              id: uuid(),
              commentId: row.id,
              askedBy: members.moderators[0] ?? '',
              clientKey: row.clientKey,
              question: 'Which article of the law is meant?',
              dueAt: new Date(tx.now.getTime() + 86_400_000),
              askedAt: tx.now,
              answer: null,
              answeredBy: null,
              answeredAt: null,
            },
          ]
        : [],
    ),
  );
  await insertAll(
    manager,
    Evidence,
    own(({ evidence }, row) =>
      evidence
        ? [
            {
              id: uuid(),
              commentId: row.id,
              name: 'The regulation',
              mediaType: null,
              size: null,
              hash: null,
              href: 'https://law.velmora.example/regulation',
              personId: row.authorId,
              addedAt: row.createdAt,
            },
          ]
        : [],
    ),
  );
  await insertAll(
    manager,
    ClearanceEntry,
    own((_, row) =>
      row.clearedAt === null && row.status !== 'returned'
        ? []
        : [
            {
              id: uuid(),
              commentId: row.id,
              act: row.clearedAt === null ? ('returned' as const) : ('cleared' as const),
              actorId: row.clearedBy ?? row.authorId,
              forId: null,
              step: null,
              remarks: row.clearedAt === null ? 'Please name the source.' : null,
              words: { type: row.type, severity: row.severity, body: row.body, proposal: row.proposal },
              at: row.clearedAt ?? row.createdAt,
            },
          ],
    ),
  );
  await seedOutcomes(tx, members, comments, told);
  for (const row of comments)
    record(tx, commentEvent(row.clearedAt === null ? 'comment_drafted' : 'comment_cleared', row));
}

async function readTexts(manager: EntityManager, consultationId: string): Promise<ReadonlyMap<string, Text>> {
  const texts = new Map<string, Text>();
  for (const section of await manager.findBy(Section, { consultationId })) {
    const variant = await manager.findOneByOrFail(Variant, { sectionId: section.id, language: 'en' });
    const doc = await documentAt(manager, variant.documentName, variant.revision);
    if (doc) texts.set(section.key, { section, variant, doc });
  }
  return texts;
}

const memberOf = ({ speaking }: Members, organisation: number): Member => {
  const member = speaking[organisation % speaking.length];
  if (!member) throw new Error('There are no organisations');
  return member;
};

function commentOf(
  tx: Transaction,
  members: Members,
  texts: ReadonlyMap<string, Text>,
  pinned: Map<string, PinnedTarget>,
  told: CrowdComment,
  index: number,
): Comment {
  const text = texts.get(told.chapter);
  if (!text) throw new Error(`There is no chapter ${told.chapter}`);
  const place = `${told.chapter}/${told.blockId}/${told.start}-${told.end}`;
  const target = pinned.get(place) ?? pin(text.doc, told.blockId, told.start, told.end);
  pinned.set(place, target);
  const { organisationId, author, officer } = memberOf(members, told.organisation);
  const ago = (hours: number): Date => new Date(tx.now.getTime() - hours * 3_600_000);
  const official = !['draft', 'internal_review', 'returned'].includes(told.status);
  const comment = tx.manager.create(Comment, {
    id: uuid(),
    consultationId: members.consultationId,
    sectionId: text.section.id,
    targetLanguage: 'en',
    language: told.language,
    organisationId,
    authorId: author,
    clientKey: `${members.consultationId}/${index}`,
    sentHash: null,
    number: official ? index + 1 : null,
    type: told.type,
    severity: told.severity,
    status: told.status,
    visibility: told.visibility,
    body: told.body,
    rich: null,
    proposal: told.proposal,
    folded: foldedText(told.body, told.proposal, target.quote.exact),
    withheld: null,
    foldedOpen: null,
    target,
    targetRevision: text.variant.revision,
    version: 1,
    indicators: [],
    createdAt: ago(told.hoursAgo),
    revisedAt: ago(told.hoursAgo),
    clearedAt: official ? ago(told.hoursAgo / 2) : null,
    clearedBy: official ? officer : null,
    clearedFor: null,
    step: null,
    mergedInto: null,
    seal: null,
    sealFormat: null,
    late: false,
    withdrawalReason: told.status === 'withdrawn' ? 'Settled between the two ministries.' : null,
    acknowledgement: told.status === 'acknowledged' ? 'accepts' : null,
  });
  if (official) seal(comment, []);
  return comment;
}

/** Every third decision disposes of two comments at once. */
async function seedOutcomes(
  tx: Transaction,
  members: Members,
  comments: readonly Comment[],
  told: readonly CrowdComment[],
): Promise<void> {
  const decided = comments.flatMap((row, index) => {
    const disposition = told[index]?.disposition ?? null;
    return disposition === null ? [] : [{ row, disposition }];
  });
  const decisions: Partial<Decision>[] = [];
  const outcomes: Partial<Outcome>[] = [];
  for (const [nth, { row, disposition }] of decided.entries()) {
    if (nth % 4 !== 3)
      decisions.push({
        id: uuid(),
        consultationId: members.consultationId,
        undoesId: null,
        reason: null,
        organisationId: members.moderating,
        decidedBy: members.moderators[0] ?? '',
        clientKey: row.clientKey,
        digest: row.clientKey,
        decidedAt: new Date(tx.now.getTime() - (decided.length - nth) * 60_000),
      });
    outcomes.push({
      id: uuid(),
      decisionId: decisions.at(-1)?.id ?? '',
      commentId: row.id,
      disposition,
      reason: disposition === 'accepted' ? null : 'The law in force says otherwise.',
      reasonCode: disposition === 'not_accepted' ? 'source_contradicts' : null,
      intoId: null,
      endedBy: null,
      acknowledgement: null,
    });
  }
  await insertAll(tx.manager, Decision, decisions);
  await insertAll(tx.manager, Outcome, outcomes);
}

/** A statement has room for 65,535 values. */
const AT_ONCE = 500;

async function insertAll<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  rows: readonly Partial<Row>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await manager.insert(entity, rows.slice(from, from + AT_ONCE));
}
