import { DataSource } from 'typeorm';
import {
  ApiToken,
  Invitation,
  Person,
  SignInFailure,
  SignInSession,
} from '../../accounts/accounts.entity.js';
import { ClearanceEntry, Reconsideration } from '../../clearance/clearance.entity.js';
import { Comment, CommentAnchor, Reply } from '../../comments/comments.entity.js';
import { Consultation } from '../../consultations/consultations.entity.js';
import { Decision, Outcome, Provenance } from '../../decisions/decisions.entity.js';
import { Evidence, EvidenceContent } from '../../evidence/evidence.entity.js';
import { ImportPreview } from '../../exchange/exchange.entity.js';
import { Compromise } from '../../proposals/proposals.entity.js';
import { Stance } from '../../stances/stances.entity.js';
import {
  Clarification,
  ModeratorNote,
  SavedView,
  Triage,
  Withholding,
} from '../../moderation/moderation.entity.js';
import { DocumentCheckpoint } from '../../profiles/checkpoint.entity.js';
import { Deputy, Membership, Organisation, Participation } from '../../organisations/organisations.entity.js';
import { DocumentSnapshot } from '../../profiles/compaction.entity.js';
import { DocumentLease } from '../../profiles/leases.entity.js';
import { DocumentHead, DocumentUpdate, Section, Variant } from '../../profiles/profiles.entity.js';
import { Version, VersionText } from '../../versions/versions.entity.js';
import { Webhook, WebhookDelivery } from '../../webhooks/webhooks.entity.js';
import { Room } from '../../rooms/rooms.entity.js';
import { Response, RoundReminder } from '../../responses/responses.entity.js';
import { SilenceItem, SilenceObjection, SilenceRound } from '../../silence/silence.entity.js';
import { Round, RoundExtension } from '../../rounds/rounds.entity.js';
import { DomainEvent, EventChain } from '../events/events.entity.js';
import { migrations } from '../migrations/index.js';
import type { DatabaseConnection } from './connection.js';
import { Installation } from './installation.entity.js';

/** Every table there is. Entities are named here file by file: a feature's index would pull its resolvers in. */
const entities = [
  ApiToken,
  Clarification,
  ClearanceEntry,
  Comment,
  CommentAnchor,
  Compromise,
  Consultation,
  Decision,
  Deputy,
  DocumentHead,
  DocumentLease,
  DocumentCheckpoint,
  DocumentSnapshot,
  DocumentUpdate,
  DomainEvent,
  EventChain,
  Evidence,
  EvidenceContent,
  ImportPreview,
  Installation,
  Invitation,
  Membership,
  ModeratorNote,
  Organisation,
  Outcome,
  Participation,
  Person,
  Provenance,
  Reconsideration,
  Reply,
  Room,
  Response,
  Round,
  RoundExtension,
  RoundReminder,
  SavedView,
  Section,
  SignInFailure,
  SignInSession,
  Stance,
  Triage,
  SilenceItem,
  SilenceObjection,
  SilenceRound,
  Variant,
  Version,
  VersionText,
  Webhook,
  WebhookDelivery,
  Withholding,
];

/**
 * Not yet open: call `initialize()`, then `runMigrations()`. The schema is never synchronised behind our back.
 * `statementMs`: how long PostgreSQL works on one statement before it gives up; without, for ever.
 */
export function createDataSource(connection: DatabaseConnection, statementMs?: number): DataSource {
  const where =
    'url' in connection
      ? { url: connection.url }
      : {
          host: connection.host,
          port: connection.port,
          username: connection.user,
          database: connection.database,
        };
  return new DataSource({
    type: 'postgres',
    ...where,
    entities,
    migrations,
    migrationsTableName: 'migration',
    synchronize: false,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    poolSize: 20,
    ...(statementMs === undefined ? {} : { extra: { onConnect: bounded(statementMs) } }),
    logging: false,
  });
}

/** Said on the connection, not when it is made: a pooler in between refuses parameters that it does not know. */
const bounded =
  (statementMs: number) =>
  async (client: { query(sql: string, values: string[]): Promise<unknown> }): Promise<void> => {
    await client.query(`SELECT set_config('statement_timeout', $1, false)`, [String(statementMs)]);
  };
