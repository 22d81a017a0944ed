/**
 * Row-level security for drafts, rooms and hidden comments: the second wall behind the policies (docs/adr/0015). Who acts
 * is said at the beginning of each transaction by `concord_enter`; without it nothing of these tables is there.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a scope is shown, for the transaction that is running. All of them are set each time. */
const settings = ['scope', 'organisations', 'documents', 'circles'] as const;

/** The circles of `packages/consultation`, visibility.ts; a test holds the two against each other. */
const circles: Readonly<Record<string, string>> = {
  secretariat: `part.roles && '{drafter,moderator,lead_agency}'`,
  government: `part.roles && '{moderator,lead_agency}' OR (body.kind = 'state_body' AND part.roles <> '{}')`,
  participants: `part.roles <> '{}'`,
  public: 'true',
  // No circle of comments: those who may write what moderators write.
  moderated: `'moderator' = ANY (part.roles)`,
};
const told = (name: (typeof settings)[number], value: string): string =>
  `set_config('concord.${name}', coalesce((${value})::text, ''), true)`;
const acting = `
    PERFORM ${told('scope', 'scope_kind')},
            ${told('organisations', 'array_agg(part.organisation_id)')},
            ${told('documents', `array_agg(concat('room/', part.consultation_id, '/', part.organisation_id))`)},
            ${told(
              'circles',
              `jsonb_build_object(${Object.entries(circles)
                .map(([name, rule]) => `'${name}', jsonb_agg(part.consultation_id) FILTER (WHERE ${rule})`)
                .join(', ')})`,
            )}`;

const enter = `
CREATE FUNCTION concord_enter(scope_kind text, subject text, role_name text) RETURNS void LANGUAGE plpgsql AS $enter$
DECLARE
  said text[];
BEGIN
  IF scope_kind = 'person' THEN ${acting}
      FROM membership part JOIN organisation body ON body.id = part.organisation_id
     WHERE part.person_id = subject::uuid AND part.revoked_at IS NULL;
  ELSIF scope_kind = 'member' THEN
    said := string_to_array(subject, ' '); ${acting}
      FROM (VALUES (said[1]::uuid, said[2]::uuid, said[3:])) part (consultation_id, organisation_id, roles)
      -- A webhook is nobody's: no organisation has its id.
      LEFT JOIN organisation body ON body.id = part.organisation_id;
  ELSE
    PERFORM ${told('scope', 'scope_kind')},
            ${told('organisations', `''`)},
            ${told('documents', `CASE scope_kind WHEN 'document' THEN ARRAY[subject] END`)},
            ${told('circles', `''`)};
  END IF;
  IF role_name IS NOT NULL THEN
    PERFORM set_config('role', role_name, true);
  END IF;
END
$enter$`;

const setting = (name: (typeof settings)[number]): string =>
  `nullif(current_setting('concord.${name}', true), '')`;
const scopeIs = (...kinds: readonly string[]): string => `${setting('scope')} = ANY ('{${kinds.join()}}')`;
// Read once for a statement, not once for a row: they stand in a SELECT of their own. Few of them, as each is planned.
const organisations = `(SELECT ${setting('organisations')}::uuid[])::uuid[]`;
const documents = `(SELECT ${setting('documents')}::text[])::text[]`;
const inCircle = (name: string, consultationId: string): string =>
  `(SELECT ${setting('circles')}::jsonb) -> ${name} ? ${consultationId}::text`;

const isOfficial = `comment.status <> ALL ('{draft,internal_review,returned,set_aside}')`;
// Of theirs in this consultation: elsewhere they may act for somebody else.
const own = `(comment.organisation_id = ANY (${organisations})
    AND concat('room/', comment.consultation_id, '/', comment.organisation_id)
        = ANY (${setting('documents')}::text[]))`;
const visible = `(${own} OR (${isOfficial} AND ${inCircle('comment.visibility', 'comment.consultation_id')})
  OR ${scopeIs('everything', 'projection')} OR (${isOfficial} AND ${scopeIs('official')}))`;
const moderated = `(${isOfficial} AND ${inCircle(`'moderated'`, 'comment.consultation_id')})`;

/** The comment that a row belongs to is there for the scope, and more is true of it. */
const ofComment = (table: string, and = 'true'): string =>
  `EXISTS (SELECT 1 FROM comment WHERE comment.id = ${table}.comment_id AND ${and})`;
const all = scopeIs('everything');
const anchors = scopeIs('everything', 'projection');
const ofOrganisation = (table: string): string =>
  `(${all} OR (${table}.organisation_id = ANY (${organisations}) AND ${ofComment(table)}))`;

const ofDocument = (name: string): string =>
  `(${name} = ANY (${documents})
    OR (NOT starts_with(${name}, 'room/') AND ${scopeIs('person', 'member', 'projection')})
    OR ${scopeIs('everything', 'upkeep')})`;

/** What a scope reads of a table (and locks), and what rows it may leave there. */
type Rule = {
  readonly reads: string;
  readonly adds: string;
  readonly changes: string;
  readonly removes: string;
};
const wholly = (rule: string): Rule => ({ reads: rule, adds: rule, changes: rule, removes: rule });
const owned = (table: string): Rule => ({
  ...wholly(`(${all} OR ${ofComment(table, own)})`),
  reads: `(${all} OR ${ofComment(table)})`,
});
const moderators = (table: string): Rule => wholly(`(${all} OR ${ofComment(table, moderated)})`);
const readers = (table: string): Rule => wholly(`(${all} OR ${ofComment(table)})`);

const rules: Readonly<Record<string, Rule>> = {
  comment: {
    reads: visible,
    adds: `(${all} OR ${own})`,
    // Those whose block goes to another section go with it, drafts too.
    changes: `(${anchors} OR ${own} OR ${moderated})`,
    removes: `(${all} OR (${own} AND NOT ${isOfficial}))`,
  },
  comment_anchor: {
    ...wholly(`(${anchors} OR ${ofComment('comment_anchor', own)})`),
    reads: `(${anchors} OR ${ofComment('comment_anchor')})`,
  },
  evidence: owned('evidence'),
  evidence_content: wholly(
    `(${all} OR EXISTS (SELECT 1 FROM evidence WHERE evidence.id = evidence_content.evidence_id))`,
  ),
  clearance_entry: wholly(`(${all} OR ${ofComment('clearance_entry', own)})`),
  reconsideration: readers('reconsideration'),
  triage: moderators('triage'),
  moderator_note: moderators('moderator_note'),
  clarification: readers('clarification'),
  withholding: {
    ...moderators('withholding'),
    reads: `(${all} OR ${ofComment('withholding')})`,
  },
  reply: { ...wholly(ofOrganisation('reply')), reads: `(${all} OR ${ofComment('reply')})` },
  stance: { ...wholly(ofOrganisation('stance')), reads: `(${all} OR ${ofComment('stance')})` },
  compromise: wholly(`(${all} OR EXISTS (SELECT 1 FROM section WHERE section.id = compromise.section_id
    AND ${inCircle(`'moderated'`, 'section.consultation_id')}))`),
  room: wholly(ofDocument('room.document_name')),
  document: wholly(ofDocument('document.name')),
  document_update: wholly(ofDocument('document_update.document_name')),
  document_snapshot: wholly(ofDocument('document_snapshot.document_name')),
  document_checkpoint: wholly(ofDocument('document_checkpoint.document_name')),
  document_lease: wholly(ofDocument('document_lease.document_name')),
};

export class RowSecurity1795328400000 implements MigrationInterface {
  name = 'RowSecurity1795328400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(enter);
    for (const [table, { reads, adds, changes, removes }] of Object.entries(rules)) {
      await runner.query(`CREATE POLICY reads ON "${table}" FOR SELECT USING (${reads})`);
      await runner.query(`CREATE POLICY adds ON "${table}" FOR INSERT WITH CHECK (${adds})`);
      // USING decides what may be locked, too: whoever may read a row may wait for it.
      await runner.query(
        `CREATE POLICY changes ON "${table}" FOR UPDATE USING (${reads}) WITH CHECK (${changes})`,
      );
      await runner.query(`CREATE POLICY removes ON "${table}" FOR DELETE USING (${removes})`);
      await runner.query(`ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`);
      // The owner too: where no role can be made, the sign-in's own rows are behind the wall.
      await runner.query(`ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(rules)) {
      await runner.query(`ALTER TABLE "${table}" NO FORCE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE "${table}" DISABLE ROW LEVEL SECURITY`);
      for (const policy of ['reads', 'adds', 'changes', 'removes'])
        await runner.query(`DROP POLICY ${policy} ON "${table}"`);
    }
    await runner.query('DROP FUNCTION concord_enter(text, text, text)');
  }
}
