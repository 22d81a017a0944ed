/** What the operations are about: things of Public Health in the chapter of domain 1, made anew whenever one is used up. */
import { randomUUID } from 'node:crypto';
import {
  AddEvidenceLinkDocument,
  AskClarificationDocument,
  AskReconsiderationDocument,
  ClusterCommentsDocument,
  DecideDocument,
  GiveOpinionDocument,
  NoteOnCommentDocument,
  ObjectToItemDocument,
  OpenSilenceRoundDocument,
  ReplyToCommentDocument,
  ReviseCommentDocument,
  SaveCompromiseDocument,
  SaveViewDocument,
  TakeStanceDocument,
  TriageCommentDocument,
  WithholdCommentDocument,
  type DecideInput,
} from '@concord/schema';
import { compromiseDocumentName } from '@concord/document/compromise';
import { roomDocumentName } from '@concord/document/room';
import { sectionDocumentName } from '@concord/document';
import { blockTexts } from '@concord/document/model';
import { newInvitation } from '../../accounts/index.js';
import { clearanceOf } from '../clearance.js';
import { BLOCK, CHAPTER, cleared, commentIn, drafted, only } from '../comments.js';
import type { World } from '../world.js';

/** Values of arguments by their name, or by their path where a name stands for different things. */
export type Subject = Readonly<Record<string, unknown>>;

const MODERATOR = 'Oren Daly';
const OFFICER = 'Brin Tolvar';
const DAY = 86_400_000;

/** Words that stand in nothing but what is private: who reads them without a right has found a hole. */
export const PRIVATE_WORDS = 'Quillwort';

/** Where a comment with everything stands: its words change, and nothing else is said about them. */
const RICH = { block: 'b-0066', words: 'Basic services and social protection' };

/** The same of what moderators have withheld: its own people and moderators read it. */
export const WITHHELD_WORDS = 'Belladonna';

/** Each kind of subject, by the name under which operations ask for it. */
export const subjectsOf = (world: World) => {
  const act = clearanceOf(world);
  let rich: Subject | null = null;
  const { consultationId, practiceId } = world;
  const idIn = async (sql: string, values: readonly unknown[] = []): Promise<string> => {
    const rows: { id: string }[] = await world.dataSource.query(sql, [...values]);
    return rows[0]?.id ?? '';
  };
  const draft = async () => drafted(world, { body: `${PRIVATE_WORDS} grows here.` });
  const ask = ({ id, version }: { id: string; version: number }): Subject => ({ commentId: id, id, version });
  const decide = async (outcome: Partial<DecideInput['outcomes'][number]> & { commentId: string }) =>
    only(
      (
        await world.run(world.as(MODERATOR), DecideDocument, {
          input: { key: randomUUID(), outcomes: [{ disposition: 'noted', reason: 'Read.', ...outcome }] },
        })
      ).decide,
      'Decision',
    );
  const lying = async () => commentIn(await act.submit(await draft()));
  const outOfScope = {
    disposition: 'not_accepted',
    reason: 'Elsewhere.',
    reasonCode: 'out_of_scope_other_indicator',
  } as const;

  return {
    consultation: async () => ({}),
    round: async () => {
      const rows: { version: number }[] = await world.dataSource.query(
        'SELECT version FROM round WHERE consultation_id = $1',
        [consultationId],
      );
      return { version: rows[0]?.version };
    },
    invitation: async () => {
      const { secret } = await newInvitation(world.dataSource.manager, {
        consultationId,
        organisationId: world.organisationId('MLW'),
        email: 'invited@example.org',
        roles: ['contributor'],
        locale: 'en',
        invitedBy: null,
        now: new Date(),
      });
      return { token: secret };
    },
    reconsidered: async () => {
      const comment = await cleared(world);
      await decide({ commentId: comment.id, ...outOfScope });
      const variables = { commentId: comment.id, reason: 'It is in scope.' };
      commentIn(
        (await world.run(world.as(OFFICER), AskReconsiderationDocument, variables)).askReconsideration,
      );
      return ask(comment);
    },
    putOff: async () => {
      const comment = await cleared(world);
      const until = new Date(Date.now() + 86_400_000).toISOString();
      const deferral = { to: 'organisation' as const, organisationId: world.organisationId('MLW'), until };
      await decide({ commentId: comment.id, disposition: 'deferred', reason: 'Later.', deferral });
      return ask(comment);
    },
    /** Two ministries want different words in one place. */
    conflict: async () => {
      const { id } = await cleared(world, { proposal: 'Ordinary laws then distinguish by ground.' });
      await cleared(world, { proposal: 'Ordinary laws distinguish by title.' }, 'Ilka Renn', 'Dav Moric');
      const place = { sectionId: world.sectionId(CHAPTER), blockId: BLOCK, language: 'az' as const };
      const input = { ...place, text: 'Hamı üçün mətn.', version: 0 };
      only(
        (await world.run(world.as(MODERATOR), SaveCompromiseDocument, { input })).saveCompromise,
        'Compromise',
      );
      return { commentId: id };
    },
    /** The decision that changed the words of the rich one. */
    richDecision: async () => ({
      id: await idIn(
        `SELECT decision_id AS id FROM provenance WHERE place->>'blockId' = $1 ORDER BY decision_id LIMIT 1`,
        [RICH.block],
      ),
    }),
    withheld: async () => {
      const { id } = await cleared(world, { body: `${WITHHELD_WORDS} grows here.` });
      const input = {
        commentId: id,
        kind: 'redacted' as const,
        body: [{ start: 0, end: WITHHELD_WORDS.length }],
        reasonCode: 'personal_data' as const,
        note: 'It names a person.',
      };
      commentIn((await world.run(world.as(MODERATOR), WithholdCommentDocument, { input })).withholdComment);
      const seen = await idIn('SELECT id FROM withholding WHERE comment_id = $1', [id]);
      return { commentId: id, id, seen };
    },
    move: async () => {
      const { content } = await world.variant(CHAPTER);
      const words = blockTexts(content).find(({ id }) => id === 'b-0068')?.text ?? '';
      return ask(await cleared(world, { block: 'b-0068', words, proposalKind: 'move', moveAfter: 'b-0071' }));
    },
    richPlace: async () => ({ blockId: RICH.block, start: 0, end: 60 }),
    draft: async () => ask(await draft()),
    drafts: async () => {
      const [one, other] = [await draft(), await draft()];
      return {
        'into.commentId': one.id,
        'into.version': one.version,
        'duplicates.commentId': other.id,
        'duplicates.version': other.version,
      };
    },
    lying: async () => ask(await lying()),
    /** At the focal point, who alone hands it on; the chain stays until `tidyAfter` takes it away. */
    atFocalPoint: async () => {
      await act.chain(['Sayla Vint']);
      return ask(await lying());
    },
    draftWithEvidence: async () => {
      const { id, version } = await draft();
      const variables = { commentId: id, href: 'https://example.org/law', name: PRIVATE_WORDS };
      const added = await world.run(world.as('Sayla Vint'), AddEvidenceLinkDocument, variables);
      const evidence = only(added.addEvidenceLink, 'Evidence');
      return { commentId: id, version: version + 1, evidenceId: evidence.id };
    },
    official: async () => ask(await cleared(world)),
    secretariat: async () => ask(await cleared(world, { visibility: 'secretariat' })),
    officials: async () => {
      const [one, other] = [await cleared(world), await cleared(world)];
      return { ...ask(one), others: [other.id] };
    },
    decided: async () => {
      const comment = await cleared(world);
      await decide({ commentId: comment.id });
      return ask(comment);
    },
    outOfScope: async () => {
      const comment = await cleared(world);
      await decide({ commentId: comment.id, ...outOfScope });
      return ask(comment);
    },
    decision: async () => {
      const comment = await cleared(world);
      const { id } = await decide({ commentId: comment.id });
      return { id, decisionId: id };
    },
    question: async () => {
      const { id } = await cleared(world);
      await question(id);
      return { id: await idIn('SELECT id FROM clarification WHERE comment_id = $1', [id]) };
    },
    deputy: async () => {
      const now = Date.now();
      const named = await act.deputy('Sayla Vint', new Date(now + 300 * DAY), new Date(now + 301 * DAY));
      return { id: only(named, 'Deputy').id };
    },
    view: async () => {
      const variables = { consultationId, name: 'Mine', query: 'type=general' };
      const saved = await world.run(world.as(MODERATOR), SaveViewDocument, variables);
      return { id: only(saved.saveView, 'SavedView').id };
    },
    token: async () => {
      const id = randomUUID();
      await world.dataSource.query(
        `INSERT INTO api_token (id, secret_hash, person_id, name, scopes, created_at, expires_at)
         VALUES ($1, $2, $3, 'a program', '{read}', now(), now() + interval '1 day')`,
        [id, Buffer.from(id), world.personId(OFFICER)],
      );
      return { id };
    },
    /** Nothing is sent: it stands behind all that will ever happen, and nothing waits. */
    webhook: async () => {
      const id = randomUUID();
      await world.dataSource.query('DELETE FROM webhook');
      await world.dataSource.query(
        `INSERT INTO webhook (id, consultation_id, url, types, salt, kept_by, created_at, position)
         VALUES ($1, $2, 'https://127.0.0.1/', '{comment_cleared}', '', $3, now(), 9223372036854775807)`,
        [id, consultationId, world.personId('Mira Solt')],
      );
      await world.dataSource.query(
        `INSERT INTO webhook_delivery (id, webhook_id, position, type, created_at) VALUES ($1, $2, 1, 'comment_cleared', now())`,
        [randomUUID(), id],
      );
      return { id, webhookId: id };
    },
    /** A trial that did not arrive: what it tells is nobody's secret. */
    givenUp: async () => {
      const [id, webhookId] = [randomUUID(), randomUUID()];
      await world.dataSource.query('DELETE FROM webhook');
      await world.dataSource.query(
        `INSERT INTO webhook (id, consultation_id, url, types, salt, kept_by, created_at, position)
         VALUES ($1, $2, 'https://127.0.0.1/', '{comment_cleared}', '', $3, now(), 9223372036854775807)`,
        [webhookId, consultationId, world.personId('Mira Solt')],
      );
      await world.dataSource.query(
        `INSERT INTO webhook_delivery (id, webhook_id, type, created_at) VALUES ($1, $2, 'test', now())`,
        [id, webhookId],
      );
      return { id };
    },
    preview: async () => preview(false),
    fullPreview: async () => preview(true),
    silenceItem: async () => {
      const { id } = await cleared(world);
      const items = [{ commentId: id, disposition: 'noted' as const, reason: 'Read.' }];
      const input = { key: randomUUID(), consultationId, hours: 72, items };
      only(
        (await world.run(world.as(MODERATOR), OpenSilenceRoundDocument, { input })).openSilenceRound,
        'SilenceRound',
      );
      return { itemId: await idIn('SELECT id FROM silence_item WHERE comment_id = $1', [id]) };
    },
    /** A comment with everything that can be known of one. */
    rich: async () => (rich ??= await makeRich()),
  } satisfies Record<string, () => Promise<Subject>>;

  async function makeRich(): Promise<Subject> {
    const start = await drafted(world, {
      ...RICH,
      proposal: 'Basic services and protection',
    });
    const variables = { commentId: start.id, href: 'https://example.org/law', name: 'The law' };
    await world.run(world.as('Sayla Vint'), AddEvidenceLinkDocument, variables);
    const submitted = commentIn(await act.submit({ ...start, version: start.version + 1 }));
    const returned = commentIn(await act.giveBack(submitted, `${PRIVATE_WORDS}: say why.`));
    const again = commentIn(await act.submit(returned));
    const { type, severity, version } = again;
    const input = {
      commentId: start.id,
      version,
      type,
      severity,
      visibility: 'participants' as const,
      body: 'The title is not the only ground, says the officer.',
      proposal: 'Basic services and protection',
    };
    const revised = commentIn(
      (await world.run(world.as(OFFICER), ReviseCommentDocument, { input })).reviseComment,
    );
    const [official] = only(await act.clearAll([revised]), 'CommentsCleared').comments;
    const id = official?.id ?? '';
    await world.run(world.as('Dav Moric'), ReplyToCommentDocument, {
      input: { key: randomUUID(), commentId: id, body: 'Noted.', language: 'en' },
    });
    await world.run(world.as('Dav Moric'), TakeStanceDocument, {
      input: { key: randomUUID(), commentId: id, position: 'supports', language: 'en' },
    });
    const twin = await cleared(world);
    const together = { commentId: id, others: [twin.id] };
    commentIn((await world.run(world.as(MODERATOR), ClusterCommentsDocument, together)).clusterComments);
    await question(id);
    const assigneeId = world.personId(MODERATOR);
    await world.run(world.as(MODERATOR), TriageCommentDocument, {
      input: { commentId: id, assigneeId, tags: ['title'], recommendation: 'accepted' },
    });
    await world.run(world.as(MODERATOR), NoteOnCommentDocument, {
      commentId: id,
      body: 'Sound.',
      key: randomUUID(),
    });
    await decide({ commentId: id, disposition: 'accepted', reason: null, seenWords: RICH.words });
    return { commentId: id, id };
  }

  async function preview(full: boolean): Promise<Subject> {
    const id = randomUUID();
    const counts = { blocks: 1, words: 1, footnotes: 0, tables: 0 };
    const section = { key: 'b-new', title: 'New', domain: null, content: { type: 'doc', content: [] } };
    const losses = [{ kind: 'picture', count: 1, examples: [] }];
    const document = { sections: full ? [section] : [], losses, counts };
    await world.dataSource.query(
      `INSERT INTO import_preview (id, consultation_id, person_id, language, file_name, file_hash, document, expires_at)
       VALUES ($1, $2, $3, 'en', 'draft.docx', '', $4, now() + interval '1 hour')`,
      [id, practiceId, world.personId('Remy Falk'), document],
    );
    return { id, previewId: id };
  }

  async function question(commentId: string): Promise<void> {
    const dueAt = new Date(Date.now() + DAY).toISOString();
    const asked = { commentId, question: 'Which law?', dueAt, key: randomUUID() };
    commentIn((await world.run(world.as(MODERATOR), AskClarificationDocument, asked)).askClarification);
  }
};

export type Kind = keyof ReturnType<typeof subjectsOf>;

/** Which subject each operation is about; what stands here of neither is about the consultation. */
export const subjectOf: Readonly<Record<string, Kind>> = {
  acknowledgeDecision: 'decided',
  addEvidenceLink: 'draft',
  answerClarification: 'question',
  applyImport: 'preview',
  askClarification: 'official',
  askReconsideration: 'outOfScope',
  changeRound: 'round',
  classifyComment: 'draft',
  clearComment: 'draft',
  clearComments: 'draft',
  clusterComments: 'officials',
  comment: 'draft',
  conflict: 'conflict',
  decide: 'official',
  decision: 'decision',
  discardComment: 'draft',
  draftAnew: 'official',
  endDeputy: 'deputy',
  forgetView: 'view',
  importPreview: 'preview',
  invitation: 'invitation',
  mergeDrafts: 'drafts',
  noteOnComment: 'official',
  objectToItem: 'silenceItem',
  openSilenceRound: 'official',
  passComment: 'atFocalPoint',
  putOff: 'putOff',
  removeEvidence: 'draftWithEvidence',
  removeWebhook: 'webhook',
  replyToComment: 'official',
  resendWebhookDelivery: 'givenUp',
  restoreComment: 'withheld',
  resumeWebhook: 'webhook',
  returnComment: 'lying',
  reviseComment: 'draft',
  revokeApiToken: 'token',
  setCommentAside: 'lying',
  submitComment: 'draft',
  takeStance: 'official',
  testWebhook: 'webhook',
  triageComment: 'official',
  undoDecision: 'decision',
  webhookDeliveries: 'webhook',
  webhooks: 'webhook',
  withdrawComment: 'official',
  withholdComment: 'official',
};

/** What an operation that was done once has to be freed of before it can be done again. */
export const tidyAfter = (world: World): Readonly<Record<string, () => Promise<unknown>>> => {
  const sql = (statement: string) => () => world.dataSource.query(statement);
  return {
    openRound: async () => {
      await sql('DELETE FROM round WHERE ordinal > 1')();
      await sql(`UPDATE round SET closes_at = now() + interval '30 days'`)();
    },
    passComment: () => clearanceOf(world).chain([]),
    pauseRound: sql('UPDATE round SET paused_at = NULL, pause_reason = NULL'),
    freezeVersion: async () => {
      await sql('DELETE FROM version_text WHERE version_id IN (SELECT id FROM version WHERE number > 1)')();
      await sql('DELETE FROM version WHERE number > 1')();
      await sql('UPDATE consultation SET frozen_version = 1 WHERE frozen_version > 1')();
    },
    registerWebhook: sql('DELETE FROM webhook'),
    remindSilent: sql('DELETE FROM round_reminder'),
    resumeRound: sql('UPDATE round SET paused_at = NULL, pause_reason = NULL'),
    saveCompromise: async () => {
      await sql(`DELETE FROM compromise WHERE language = 'en'`)();
      await sql(`DELETE FROM document_update WHERE document_name LIKE 'compromise/%/en'`)();
      await sql(`DELETE FROM document WHERE name LIKE 'compromise/%/en'`)();
    },
    nameDeputy: sql('DELETE FROM deputy'),
  };
};

/** What has to be so before an operation can be done at all. */
export const before = (world: World): Readonly<Record<string, () => Promise<unknown>>> => ({
  openRound: async () => {
    await world.dataSource.query('DELETE FROM round_extension');
    await world.dataSource.query(`UPDATE round SET closes_at = now() - interval '3 days', grace_hours = 0`);
  },
  resumeRound: () =>
    world.dataSource.query(
      `UPDATE round SET paused_at = now(), pause_reason = 'Holiday.' WHERE paused_at IS NULL`,
    ),
});

/** What stands beside them, so that every field has something to give. */
export async function prepareScene(world: World, subjects: ReturnType<typeof subjectsOf>): Promise<void> {
  for (const kind of ['deputy', 'view', 'draft', 'rich', 'conflict', 'official'] as const)
    await subjects[kind]();
  const { itemId } = await subjects.silenceItem();
  const officer = world.as(OFFICER);
  const objection = { itemId, reason: 'Not so.' };
  only((await world.run(officer, ObjectToItemDocument, objection)).objectToItem, 'SilenceRound');
  const opinion = { consultationId: world.consultationId, opinion: 'agree' as const };
  only((await world.run(world.as(OFFICER), GiveOpinionDocument, { input: opinion })).giveOpinion, 'Round');
}

/** Documents of the sync socket, by what they are. */
export const documentsOf = (world: World) => ({
  'a chapter in scope': sectionDocumentName(world.sectionId(CHAPTER), 'en'),
  'a chapter of another domain': sectionDocumentName(world.sectionId('b-0147'), 'en'),
  'a chapter in a language that is none': sectionDocumentName(world.sectionId(CHAPTER), 'en').replace(
    /en$/,
    'fr',
  ),
  'the room of Public Health': roomDocumentName({
    consultationId: world.consultationId,
    organisationId: world.organisationId('MPH'),
  }),
  'a room that is not there': roomDocumentName({
    consultationId: world.consultationId,
    organisationId: randomUUID(),
  }),
  'a compromise in scope': compromiseDocumentName({
    sectionId: world.sectionId(CHAPTER),
    blockId: BLOCK,
    language: 'az',
  }),
  'a compromise on a paragraph that is not there': compromiseDocumentName({
    sectionId: world.sectionId(CHAPTER),
    blockId: 'nowhere',
    language: 'az',
  }),
  'a compromise in a chapter that is not there': compromiseDocumentName({
    sectionId: randomUUID(),
    blockId: BLOCK,
    language: 'az',
  }),
  'a document of no kind': 'notes/everything',
  'no name at all': '',
});
