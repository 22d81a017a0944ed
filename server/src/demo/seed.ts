/** Fills an empty database with the fictional Republic of Velmora, through the same code that serves people. */
import { readFile } from 'node:fs/promises';
import { pin } from '@concord/anchoring';
import type { BlockNode, DocumentJson, ParagraphNode } from '@concord/document/model';
import { readDocx, type ImportedDocument } from '@concord/exchange';
import { docxPath, inDemo, world, type World, type WorldComment } from '@concord/fixtures';
import type { Locale } from '@concord/locale';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Doc } from 'yjs';
import { Person } from '../accounts/index.js';
import { seal } from '../clearance/index.js';
import { Comment, foldedText, resolveAnchors } from '../comments/index.js';
import { Consultation } from '../consultations/index.js';
import { Decision, Outcome } from '../decisions/index.js';
import { applyDocument } from '../exchange/index.js';
import { Membership, Organisation, Participation } from '../organisations/index.js';
import { foundRound } from '../rounds/index.js';
import { RequestContext, type PlatformServices } from '../platform/context.js';
import { EVERYTHING } from '../platform/database/scope.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { Installation } from '../platform/database/installation.entity.js';
import { INSTALLATION, onRecord } from '../platform/events/event.js';
import { isRefused } from '../platform/errors/refusal.js';
import type { Log } from '../platform/log.js';
import { documentAt, Section, Variant, type Projections } from '../profiles/index.js';
import { playOn } from './settlements.js';

/** Seeds two consultations: the full one, and an empty one to import a Word file into. */
export async function seedVelmora(
  services: PlatformServices,
  projections: Projections,
  log: Log,
): Promise<void> {
  const velmora = world();
  const today = new Date();
  // In the record the draft is there before anybody speaks of it.
  const dayBefore = new Date(
    mover(velmora.consultation.closesAt, today)(velmora.consultation.opensAt).getTime() - DAY,
  );
  const ctx = new RequestContext(
    services,
    { kind: 'anonymous' },
    'en',
    log,
    null,
    () => dayBefore,
    EVERYTHING,
  );
  const languages = velmora.consultation.languages;
  const files = await Promise.all(
    languages.map(async (language) => [language, await readProfile(language)] as const),
  );
  const seeded = await transaction(ctx, async (tx) => {
    const scene = await seedPeople(tx, velmora, today);
    const consultationId = await seedConsultation(
      tx,
      velmora,
      scene,
      velmora.consultation.slug,
      velmora.consultation.title,
    );
    await seedConsultation(tx, velmora, scene, 'practice', practiceTitle);
    const domains = new Map(velmora.sections.map((section) => [section.key, section.domain]));
    for (const [language, file] of files) {
      const document = withFindings(file, velmora);
      const applied = await applyDocument(
        ctx,
        // Its log is of today: what is weeks old would be pruned.
        { ...tx, now: today },
        projections,
        { consultationId, language, document },
        domains,
      );
      if (isRefused(applied)) return applied;
    }
    await seedComments(tx, velmora, scene, consultationId);
    await tx.manager.update(Installation, { id: 1 }, { demo: true });
    record(tx, onRecord('demo_seeded', INSTALLATION, consultationId, {}));
    return { consultationId, ...scene };
  });
  if (isRefused(seeded)) throw new Error(`Velmora could not be seeded: ${seeded.message}`);
  await playOn({ services, projections, log, velmora, ...seeded });
}

const practiceTitle = {
  en: 'Practice consultation: import a draft and try everything',
  az: 'Məşq məsləhətləşməsi: layihəni idxal edin və hər şeyi sınayın',
  ru: 'Учебная консультация: импортируйте проект и попробуйте всё',
};

const DAY = 86_400_000;

/** Velmora's consultation took place in 2025. The demo moves it, whole days at a time, so that it closes in a week. */
function mover(closesAt: string, now: Date): (moment: string) => Date {
  const shift = Math.round((now.getTime() + 7 * DAY - new Date(closesAt).getTime()) / DAY) * DAY;
  return (moment) => new Date(new Date(moment).getTime() + shift);
}

type Scene = {
  readonly people: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, string>;
  /** A moment of 2025, moved into the demo's time. */
  moved(moment: string): Date;
  /** The same for what has happened already: never later than now. */
  past(moment: string): Date;
};

/** The draft profile as its Word file says it. */
export async function readProfile(language: Locale): Promise<ImportedDocument> {
  const read = await readDocx(await readFile(docxPath(language)), {});
  if (!read.ok) throw new Error(`The Word file of Velmora (${language}) can't be read: ${read.reason}`);
  return read.document;
}

async function seedPeople(tx: Transaction, velmora: World, today: Date): Promise<Scene> {
  const organisations = new Map(velmora.organisations.map(({ code }) => [code, uuid()]));
  const people = new Map(velmora.people.map(({ id }) => [id, uuid()]));
  await tx.manager.insert(
    Organisation,
    velmora.organisations.map(({ code, kind, name, abbreviation }) => ({
      id: idOf(organisations, code),
      code,
      kind,
      name,
      abbreviation,
    })),
  );
  await tx.manager.insert(
    Person,
    velmora.people.map((person) => ({
      id: idOf(people, person.id),
      email: person.email,
      name: person.name,
      locale: person.locale,
      passwordHash: null,
      function: person.function,
      demo: true,
      createdAt: tx.now,
    })),
  );
  const moved = mover(velmora.consultation.closesAt, today);
  const past = (moment: string): Date => new Date(Math.min(moved(moment).getTime(), today.getTime()));
  return { people, organisations, moved, past };
}

async function seedConsultation(
  tx: Transaction,
  velmora: World,
  scene: Scene,
  slug: string,
  title: Record<Locale, string>,
): Promise<string> {
  const id = uuid();
  const held = velmora.consultation;
  await tx.manager.insert(Consultation, {
    id,
    slug,
    title,
    demo: true,
    leadId: idOf(scene.organisations, held.lead),
    languages: [...held.languages],
    originalLanguage: held.originalLanguage,
    timeZone: held.timeZone,
    nextCommentNumber: 1,
    createdAt: tx.now,
  });
  await foundRound(tx.manager, id, {
    opensAt: scene.moved(held.opensAt),
    closesAt: scene.moved(held.closesAt),
  });
  await tx.manager.insert(
    Participation,
    velmora.organisations
      .filter((organisation) => organisation.participates)
      .map(({ code, domains, ordinal }) => ({
        consultationId: id,
        organisationId: idOf(scene.organisations, code),
        domains: domains && [...domains],
        ordinal,
      })),
  );
  await tx.manager.insert(
    Membership,
    velmora.people.map((person) => ({
      consultationId: id,
      personId: idOf(scene.people, person.id),
      organisationId: idOf(scene.organisations, person.organisation),
      roles: [...person.roles],
      changedAt: tx.now,
      revokedAt: null,
    })),
  );
  return id;
}

/** Word can't carry what a finding is; the demo knows it per block. */
function withFindings(document: ImportedDocument, velmora: World): ImportedDocument {
  const mark = <N extends BlockNode>(node: N): N => {
    if (node.type === 'paragraph') return marked(node) as N;
    if (!('content' in node) || !node.content || node.type === 'tableFigure') return node;
    const content = (node.content as readonly unknown[]).map((child) =>
      isBlock(child) ? mark(child as BlockNode) : child,
    );
    return { ...node, content };
  };
  const marked = (paragraph: ParagraphNode): ParagraphNode => {
    const finding = paragraph.attrs.id === null ? undefined : velmora.findings.get(paragraph.attrs.id);
    if (!finding) return paragraph;
    const { type, code, indicators } = finding;
    return { ...paragraph, attrs: { ...paragraph.attrs, finding: type, findingCode: code, indicators } };
  };
  return {
    ...document,
    sections: document.sections.map((section) => ({
      ...section,
      content: { ...section.content, content: section.content.content.map(mark) } satisfies DocumentJson,
    })),
  };
}

const isBlock = (child: unknown): boolean => typeof child === 'object' && child !== null && 'type' in child;

async function seedComments(
  tx: Transaction,
  velmora: World,
  scene: Scene,
  consultationId: string,
): Promise<void> {
  const sections = new Map(
    (await tx.manager.findBy(Section, { consultationId })).map((section) => [section.key, section.id]),
  );
  const texts = new Map<string, Text>();
  const saved = new Map<string, Comment>();
  let number = 1;
  for (const told of velmora.comments) {
    const comment = inDemo(told);
    const sectionId = idOf(sections, comment.section);
    const place = `${sectionId}/${comment.language}`;
    const text = texts.get(place) ?? (await readText(tx.manager, sectionId, comment.language));
    texts.set(place, text);
    const official = comment.status !== 'draft';
    const row = await seedComment(tx.manager, scene, consultationId, text, comment, official ? number : null);
    if (official) number += 1;
    saved.set(comment.id, row);
  }
  const decided = velmora.comments.map(inDemo).filter(({ decision }) => decision !== null);
  // What a comment was merged into was decided in the same stroke.
  const decisions = new Map<string, string>();
  for (const told of decided.toSorted((a, b) => rank(a) - rank(b))) {
    const row = saved.get(told.id);
    if (row) await seedDecision(tx.manager, velmora, scene, row, told, { saved, decisions });
  }
  for (const { variant, doc } of texts.values()) await resolveAnchors(tx.manager, variant, doc);
  await tx.manager.update(Consultation, { id: consultationId }, { nextCommentNumber: number });
}

const rank = ({ decision }: WorldComment): number => (decision?.mergedInto === null ? 0 : 1);

type Text = { readonly variant: Variant; readonly doc: Doc };

async function readText(manager: EntityManager, sectionId: string, language: Locale): Promise<Text> {
  const variant = await manager.findOneByOrFail(Variant, { sectionId, language });
  const doc = await documentAt(manager, variant.documentName, variant.revision);
  if (!doc) throw new Error(`${variant.documentName} has no revision ${variant.revision}`);
  return { variant, doc };
}

async function seedComment(
  manager: EntityManager,
  scene: Scene,
  consultationId: string,
  { variant, doc }: Text,
  told: WorldComment,
  number: number | null,
): Promise<Comment> {
  const target = pin(doc, told.blockId, told.start, told.end);
  const body = told.rationale ? `${told.body}\n\n${told.rationale}` : told.body;
  const comment = manager.create(Comment, {
    id: uuid(),
    consultationId,
    sectionId: variant.sectionId,
    targetLanguage: told.language,
    language: told.language,
    organisationId: idOf(scene.organisations, told.organisation),
    authorId: idOf(scene.people, told.authorId),
    clientKey: told.id,
    sentHash: null,
    number,
    type: told.type,
    severity: told.severity,
    status: told.status,
    visibility: told.visibility,
    body,
    rich: null,
    proposal: told.proposal,
    proposalKind: told.proposalKind,
    destination: null,
    indicators: [...told.indicators],
    folded: foldedText(body, told.proposal, target.quote.exact),
    target,
    targetRevision: variant.revision,
    version: 1,
    createdAt: scene.past(told.draftedAt),
    revisedAt: scene.past(told.draftedAt),
    clearedAt: told.submittedAt === null ? null : scene.past(told.submittedAt),
    clearedBy: told.clearedBy === null ? null : idOf(scene.people, told.clearedBy),
    withdrawalReason: null,
    acknowledgement: told.acknowledgement?.value ?? null,
  });
  if (number !== null) seal(comment, []);
  await manager.insert(Comment, comment);
  return comment;
}

/** Decisions that were taken on paper: they explain, and leave the draft's text as it was. */
async function seedDecision(
  manager: EntityManager,
  velmora: World,
  scene: Scene,
  comment: Comment,
  told: WorldComment,
  before: { saved: ReadonlyMap<string, Comment>; decisions: Map<string, string> },
): Promise<void> {
  const moderator = velmora.people.find((person) => person.roles.includes('moderator'));
  if (!told.decision || !moderator) return;
  const { disposition, reason, reasonCode, mergedInto } = told.decision;
  const together = before.decisions.get(mergedInto ?? '');
  const decisionId = together ?? uuid();
  before.decisions.set(told.id, decisionId);
  if (!together)
    await manager.insert(Decision, {
      id: decisionId,
      consultationId: comment.consultationId,
      undoesId: null,
      reason: null,
      organisationId: idOf(scene.organisations, moderator.organisation),
      decidedBy: idOf(scene.people, moderator.id),
      clientKey: told.id,
      digest: told.id,
      decidedAt: scene.past(told.decision.decidedAt),
    });
  await manager.insert(Outcome, {
    id: uuid(),
    decisionId,
    commentId: comment.id,
    disposition,
    reason,
    reasonCode,
    intoId: before.saved.get(mergedInto ?? '')?.id ?? null,
    // Until the session has sat.
    ...(disposition === 'deferred_to_session' && {
      deferredTo: 'session',
      deferredUntil: endOfDay(scene.moved(told.decision.decidedAt)),
    }),
    endedBy: null,
    acknowledgement: null,
  });
}

/** Midnight in Velmora, four hours east of Greenwich all year. */
function endOfDay(moment: Date): Date {
  const [day, east] = [86_400_000, 4 * 3_600_000];
  return new Date(Math.ceil((moment.getTime() + east) / day) * day - east);
}

function idOf(scene: ReadonlyMap<string, string>, key: string): string {
  const id = scene.get(key);
  if (!id) throw new Error(`Velmora has no ${key}`);
  return id;
}
