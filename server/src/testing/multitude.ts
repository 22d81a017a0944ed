/** A consultation with so many of everything that a list may show: for counting what a list costs. */
import { randomUUID } from 'node:crypto';
import { pin } from '@concord/anchoring';
import type { DocumentJson } from '@concord/document/model';
import { Person } from '../accounts/index.js';
import { ClearanceEntry } from '../clearance/index.js';
import { Comment, commentEvent, foldedText, Reply, resolveAnchors } from '../comments/index.js';
import { Consultation } from '../consultations/index.js';
import { Decision, Outcome, Provenance } from '../decisions/index.js';
import { Evidence } from '../evidence/index.js';
import { applyDocument } from '../exchange/index.js';
import { Clarification, Triage } from '../moderation/index.js';
import { Deputy, Membership, Organisation, Participation } from '../organisations/index.js';
import { RequestContext } from '../platform/context.js';
import { EVERYTHING } from '../platform/database/scope.js';
import { record, transaction } from '../platform/database/transaction.js';
import { isRefused } from '../platform/errors/refusal.js';
import { documentAt, Section, Variant } from '../profiles/index.js';
import { foundRound, Round, RoundExtension } from '../rounds/index.js';
import { Stance } from '../stances/index.js';
import { Webhook, WebhookDelivery } from '../webhooks/index.js';
import type { World } from './world.js';

/** Whoever looks at it: they moderate, lead, clear and contribute. */
export const LOOKER = 'Oren Daly';

export type Multitude = {
  readonly n: number;
  readonly consultationId: string;
  readonly slug: string;
  readonly roundId: string;
  readonly sectionId: string;
  /** An open proposal that has rivals, and a comment that is decided. */
  readonly open: string;
  readonly decided: string;
  readonly webhookId: string;
};

const WORDS = 'Words of this chapter are here for everybody to comment on.';
const chapter = (nth: number, words: string): DocumentJson => ({
  type: 'doc',
  content: [
    {
      type: 'heading',
      attrs: { id: `h-${nth}`, level: 1 },
      content: [{ type: 'text', text: `Part ${nth}` }],
    },
    { type: 'paragraph', attrs: { id: `p-${nth}` }, content: [{ type: 'text', text: words }] },
  ],
});

/** `n` organisations, sections, versions, rounds of silence …, and in each section one comment of each kind. */
export async function multitude(world: World, n: number): Promise<Multitude> {
  const nobody = { kind: 'anonymous' } as const;
  const ctx = new RequestContext(world.services, nobody, 'en', world.log, null, undefined, EVERYTHING);
  const slug = `multitude-${n}`;
  const consultationId = randomUUID();
  const looker = world.personId(LOOKER);
  const own = world.organisationId('NMA');
  const each = <T>(make: (nth: number) => T): T[] => Array.from({ length: n }, (_, index) => make(index + 1));
  const bodies = each((nth) => ({ id: randomUUID(), person: randomUUID(), nth }));
  const found = await transaction(ctx, async (tx) => {
    const { manager, now } = tx;
    const later = new Date(now.getTime() + 86_400_000);
    const earlier = new Date(now.getTime() - 3_600_000);
    const texts = { en: slug, az: slug, ru: slug };
    await manager.insert(Consultation, {
      id: consultationId,
      slug,
      title: texts,
      demo: true,
      leadId: own,
      languages: ['en'],
      originalLanguage: 'en',
      timeZone: 'Asia/Baku',
      nextCommentNumber: 10 * n + 1,
      createdAt: now,
    });
    await foundRound(manager, consultationId, {
      opensAt: new Date(now.getTime() - 86_400_000),
      closesAt: later,
    });
    const round = await manager.findOneByOrFail(Round, { consultationId });
    await manager.insert(
      Organisation,
      bodies.map(({ id, nth }) => ({
        id,
        code: `X${n}O${nth}`,
        kind: 'state_body' as const,
        name: texts,
        abbreviation: texts,
      })),
    );
    await manager.insert(
      Person,
      bodies.map(({ person, nth }) => ({
        id: person,
        email: `x${nth}@multitude-${n}.example`,
        name: `Person ${nth}`,
        locale: 'en' as const,
        passwordHash: null,
        function: null,
        demo: false,
        createdAt: now,
      })),
    );
    await manager.insert(
      Participation,
      [own, ...bodies.map(({ id }) => id)].map((organisationId, ordinal) => ({
        consultationId,
        organisationId,
        domains: null,
        ordinal,
        focalPoints: organisationId === own ? [looker] : [],
      })),
    );
    const roles: Membership['roles'] = [
      'moderator',
      'lead_agency',
      'clearing_officer',
      'contributor',
      'drafter',
    ];
    // Colleagues of the looker are as many as the organisations: people of two bodies, to keep it short.
    const colleagues = each((nth) => ({ id: randomUUID(), nth }));
    await manager.insert(
      Person,
      colleagues.map(({ id, nth }) => ({
        id,
        email: `c${nth}@multitude-${n}.example`,
        name: `Colleague ${nth}`,
        locale: 'en' as const,
        passwordHash: null,
        function: null,
        demo: false,
        createdAt: now,
      })),
    );
    const member = { consultationId, changedAt: now, revokedAt: null };
    await manager.insert(Membership, [
      { ...member, personId: looker, organisationId: own, roles },
      ...bodies.map(({ id, person }) => ({
        ...member,
        personId: person,
        organisationId: id,
        roles: ['contributor' as const, 'clearing_officer' as const],
      })),
      ...colleagues.map(({ id }) => ({
        ...member,
        personId: id,
        organisationId: own,
        roles: ['moderator' as const],
      })),
    ]);
    const source = {
      consultationId,
      language: 'en' as const,
      document: {
        language: 'en' as const,
        sections: each((nth) => ({
          key: `h-${nth}`,
          title: `Part ${nth}`,
          domain: null,
          content: chapter(nth, WORDS),
        })),
        losses: [],
      } as never,
    };
    const applied = await applyDocument(ctx, tx, world.projections, source, new Map());
    if (isRefused(applied)) return applied;
    const sections = await manager.find(Section, { where: { consultationId }, order: { ordinal: 'ASC' } });
    const [version] = each(() => randomUUID());
    await manager.insert(
      'Version',
      each((nth) => ({
        id: nth === 1 ? (version ?? '') : randomUUID(),
        consultationId,
        number: nth,
        hash: 'not looked at',
        organisationId: own,
        frozenBy: looker,
        clientKey: `${slug}/${nth}`,
        frozenAt: now,
      })),
    );
    const rows: Comment[] = [];
    for (const [index, section] of sections.entries()) {
      const body = bodies[index];
      const colleague = colleagues[index];
      if (!body || !colleague) throw new Error('A section has its organisation');
      const variant = await manager.findOneByOrFail(Variant, { sectionId: section.id, language: 'en' });
      const doc = await documentAt(manager, variant.documentName, variant.revision);
      if (!doc) throw new Error('The text is there');
      const block = `p-${index + 1}`;
      const target = pin(doc, block, 0, 12);
      const add = (change: Partial<Comment>): Comment => {
        const official = change.number !== null;
        const comment = manager.create(Comment, {
          id: randomUUID(),
          consultationId,
          sectionId: section.id,
          targetLanguage: 'en',
          language: 'en',
          organisationId: body.id,
          authorId: body.person,
          clientKey: `${slug}/${rows.length}`,
          sentHash: null,
          number: rows.length + 1,
          type: 'substantive',
          severity: 'minor',
          status: 'cleared',
          visibility: 'participants',
          body: `The words of part ${index + 1} should be clearer for everybody.`,
          rich: null,
          proposal: null,
          folded: foldedText('The words should be clearer for everybody', null, target.quote.exact),
          withheld: null,
          foldedOpen: null,
          target,
          targetRevision: variant.revision,
          version: 1,
          createdAt: now,
          revisedAt: now,
          clearedAt: official ? now : null,
          clearedBy: official ? body.person : null,
          clearedFor: null,
          step: null,
          mergedInto: null,
          seal: 'sealed',
          late: false,
          withdrawalReason: null,
          acknowledgement: null,
          ...change,
        });
        rows.push(comment);
        return comment;
      };
      const mine = { organisationId: own, authorId: looker };
      const open = add({ proposal: `One wording ${index}` });
      const rival = add({ ...mine, proposal: `Another wording ${index}` });
      const putOff = add({ status: 'under_review' });
      const decided = add({ ...mine, status: 'acknowledged', acknowledgement: 'maintains_objection' });
      const merged = add({ status: 'merged' });
      const draft = add({
        ...mine,
        status: 'internal_review',
        number: null,
        step: 'focal_point',
        proposal: `A ${index}`,
      });
      const twin = add({ ...mine, status: 'draft', number: null, proposal: `B ${index}` });
      const part = add({
        ...mine,
        status: 'merged',
        number: null,
        mergedInto: draft.id,
      });
      const here = [open, rival, decided, merged, draft, twin, part];
      await manager.insert(Comment, rows.slice(-8));
      await resolveAnchors(manager, variant, doc);
      const unique = (name: string): string => `${slug}/${index}/${name}`;
      await manager.insert(
        Stance,
        [open, rival, decided].map((comment, at) => ({
          id: randomUUID(),
          commentId: comment.id,
          organisationId: comment.organisationId === own ? body.id : own,
          position: 'supports' as const,
          reason: null,
          language: 'en' as const,
          takenBy: body.person,
          clientKey: unique(`stance ${at}`),
          takenAt: now,
          endedAt: null,
        })),
      );
      await manager.insert(
        Reply,
        [open, rival, decided].map((comment, at) => ({
          id: randomUUID(),
          commentId: comment.id,
          organisationId: own,
          authorId: looker,
          clientKey: unique(`reply ${at}`),
          language: 'en' as const,
          body: 'Seen.',
          createdAt: now,
        })),
      );
      await manager.insert(
        Triage,
        [open, rival, decided].map((comment) => ({
          commentId: comment.id,
          assigneeId: looker,
          tags: ['law'],
          recommendation: null,
          clusterId: comment === decided ? null : sections[index]?.id,
          changedAt: now,
        })),
      );
      await manager.insert(
        'ModeratorNote',
        [open, rival, decided].map((comment, at) => ({
          id: randomUUID(),
          commentId: comment.id,
          authorId: looker,
          clientKey: unique(`note ${at}`),
          body: 'Ask the lawyers.',
          createdAt: now,
        })),
      );
      await manager.insert(
        Clarification,
        [open, rival, decided].map((comment, at) => ({
          id: randomUUID(),
          commentId: comment.id,
          askedBy: looker,
          clientKey: unique(`question ${at}`),
          question: 'Which article?',
          dueAt: later,
          askedAt: now,
        })),
      );
      await manager.insert(
        Evidence,
        here.map((comment) => ({
          id: randomUUID(),
          commentId: comment.id,
          name: 'The regulation',
          href: 'https://law.example/',
          personId: looker,
          addedAt: now,
        })),
      );
      await manager.insert(
        ClearanceEntry,
        [rival, decided, draft].flatMap((comment) =>
          (['submitted', 'returned', 'passed'] as const).map((act, at) => ({
            id: randomUUID(),
            commentId: comment.id,
            act,
            actorId: looker,
            forId: looker,
            step: null,
            remarks: 'Name the source.',
            words: {
              type: 'general' as const,
              severity: 'minor' as const,
              body: `Body ${at}`,
              proposal: null,
            },
            at: now,
          })),
        ),
      );
      await manager.insert('Withholding', {
        id: randomUUID(),
        commentId: decided.id,
        kind: 'redacted',
        reasonCode: 'other',
        note: 'A name of a person.',
        body: [{ start: 0, end: 3 }],
        proposal: [],
        files: false,
        organisationId: own,
        madeBy: looker,
        madeAt: now,
        endedBy: looker,
        endNote: 'The person agreed.',
        endedAt: now,
      });
      await manager.insert('Reconsideration', {
        commentId: decided.id,
        askedBy: looker,
        reason: 'It is in scope.',
        askedAt: now,
      });
      const decisionId = randomUUID();
      const undone = randomUUID();
      const decision = {
        consultationId,
        undoesId: null,
        reason: null,
        organisationId: own,
        decidedBy: looker,
        digest: 'not looked at',
        decidedAt: now,
      };
      await manager.insert(Decision, {
        ...decision,
        id: undone,
        clientKey: unique('undone'),
        decidedAt: earlier,
      });
      await manager.insert(Decision, {
        ...decision,
        id: randomUUID(),
        undoesId: undone,
        clientKey: unique('undo'),
        decidedAt: earlier,
      });
      await manager.insert(Decision, { ...decision, id: decisionId, clientKey: unique('decision') });
      const outcome = {
        reason: 'So it is.',
        reasonCode: null,
        intoId: null,
        endedBy: null,
        acknowledgement: null,
      };
      await manager.insert(Outcome, [
        ...[decided, merged].map((comment) => ({
          ...outcome,
          id: randomUUID(),
          decisionId: undone,
          commentId: comment.id,
          disposition: 'noted' as const,
          endedBy: decisionId,
        })),
        { ...outcome, id: randomUUID(), decisionId, commentId: decided.id, disposition: 'accepted' as const },
        {
          ...outcome,
          id: randomUUID(),
          decisionId,
          commentId: merged.id,
          disposition: 'merged' as const,
          intoId: decided.id,
        },
        {
          ...outcome,
          id: randomUUID(),
          decisionId,
          commentId: putOff.id,
          disposition: 'deferred' as const,
          deferredTo: 'organisation' as const,
          deferredOrganisationId: own,
          deferredUntil: new Date(now.getTime() + 86_400_000),
        },
      ]);
      await manager.insert(Provenance, {
        decisionId,
        ordinal: 1,
        documentName: variant.documentName,
        seq: variant.revision,
        commentId: decided.id,
        before: 'Before',
        after: target.quote.exact,
        place: target,
      });
      await manager.insert('VersionText', {
        versionId: version ?? '',
        sectionId: section.id,
        language: 'en',
        seq: 0,
        title: 'Part',
        content: chapter(index + 1, 'Before it was changed.'),
        hash: 'not looked at',
      });
      await manager.insert('Compromise', {
        sectionId: section.id,
        language: 'en',
        blockId: block,
        text: 'What all can live with',
        version: 1,
        editedBy: looker,
        editedAt: now,
      });
      const silence = { id: randomUUID(), item: randomUUID() };
      await manager.insert('SilenceRound', {
        id: silence.id,
        consultationId,
        openedBy: looker,
        clientKey: unique('silence'),
        openedAt: now,
        closesAt: later,
        closedAt: null,
      });
      await manager.insert('SilenceItem', {
        id: silence.item,
        silenceRoundId: silence.id,
        commentId: open.id,
        disposition: 'noted',
        reason: null,
        reasonCode: null,
        wording: null,
        seenWords: null,
      });
      await manager.insert('SilenceObjection', {
        id: randomUUID(),
        itemId: silence.item,
        organisationId: body.id,
        reason: 'Not yet.',
        givenBy: body.person,
        givenAt: now,
      });
      const said = {
        roundId: round.id,
        givenBy: body.person,
        givenAt: now,
        takenBackAt: null,
        conditions: null,
      };
      await manager.insert('Response', [
        { ...said, id: randomUUID(), organisationId: body.id, kind: 'agree', sectionId: null },
        { ...said, id: randomUUID(), organisationId: own, kind: 'agree', sectionId: null },
        { ...said, id: randomUUID(), organisationId: own, kind: 'nil_return', sectionId: section.id },
      ]);
      await manager.insert('RoundReminder', {
        id: randomUUID(),
        roundId: round.id,
        organisationId: body.id,
        sentBy: looker,
        sentAt: now,
      });
      await manager.insert(RoundExtension, {
        id: randomUUID(),
        roundId: round.id,
        organisationId: body.id,
        closesAt: later,
        reason: 'Asked for.',
        grantedBy: looker,
        grantedAt: now,
      });
      await manager.insert(Deputy, {
        id: randomUUID(),
        consultationId,
        organisationId: own,
        officerId: looker,
        deputyId: colleague.id,
        from: now,
        until: later,
        endedAt: null,
        createdAt: now,
      });
      await manager.insert('SavedView', {
        id: randomUUID(),
        consultationId,
        personId: looker,
        name: unique('view'),
        query: '',
        createdAt: now,
      });
      await manager.insert('ApiToken', {
        id: randomUUID(),
        secretHash: Buffer.from(randomUUID()),
        personId: looker,
        name: unique('token'),
        scopes: ['read'],
        createdAt: now,
        expiresAt: later,
        lastUsedAt: null,
        revokedAt: null,
      });
      record(tx, commentEvent('comment_revised', decided));
    }
    // More consultations of the looker's, as empty as can be.
    const more = each((nth) => ({ id: randomUUID(), nth }));
    await manager.insert(
      Consultation,
      more.map(({ id, nth }) => ({
        id,
        slug: `${slug}-${nth}`,
        title: texts,
        demo: true,
        leadId: own,
        languages: ['en' as const],
        originalLanguage: 'en' as const,
        timeZone: 'Asia/Baku',
        nextCommentNumber: 1,
        createdAt: now,
      })),
    );
    for (const { id } of more) {
      await foundRound(manager, id, { opensAt: now, closesAt: later });
      await manager.insert(Participation, {
        consultationId: id,
        organisationId: own,
        domains: null,
        ordinal: 1,
      });
      await manager.insert(Membership, {
        ...member,
        consultationId: id,
        personId: looker,
        organisationId: own,
        roles,
      });
    }
    const webhooks = each((nth) => ({
      id: randomUUID(),
      consultationId,
      url: `https://example.org/${nth}`,
      types: ['comment_cleared' as const],
      salt: '',
      keptBy: looker,
      createdAt: now,
      position: '0',
    }));
    await manager.insert(Webhook, webhooks);
    const webhookId = webhooks[0]?.id ?? '';
    await manager.insert(
      WebhookDelivery,
      each((nth) => ({
        id: randomUUID(),
        webhookId,
        position: String(nth),
        type: 'comment_cleared' as const,
        createdAt: now,
      })),
    );
    const of = (keep: (row: Comment) => boolean): string => rows.find(keep)?.id ?? '';
    return {
      n,
      consultationId,
      slug,
      roundId: round.id,
      sectionId: sections[0]?.id ?? '',
      open: of(({ proposal }) => proposal !== null),
      decided: of(({ status }) => status === 'acknowledged'),
      webhookId,
    };
  });
  if (isRefused(found)) throw new Error(found.message);
  return found;
}
