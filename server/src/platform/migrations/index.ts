import type { MigrationInterface } from 'typeorm';
import { Initial1795219200000 } from './20261121000000-initial.js';
import { LeasesAndSnapshots1795294952567 } from './20261121210000-leases-and-snapshots.js';
import { Rounds1795299391741 } from './20261121221500-rounds.js';
import { Versions1795299480723 } from './20261121221800-versions.js';
import { Rooms1795299700000 } from './20261121222000-rooms.js';
import { Outcomes1795299753989 } from './20261121222233-outcomes.js';
import { Responses1795300769457 } from './20261121224000-responses.js';
import { Conflicts1795301073861 } from './20261121224433-conflicts.js';
import { Moderation1795300801389 } from './20261121224500-moderation.js';
import { Silence1795301362800 } from './20261121225000-silence.js';
import { Checkpoints1795301435389 } from './20261121225035-checkpoints.js';
import { Evidence1795302656007 } from './20261121231000-evidence.js';
import { BlockProposals1795312800000 } from './20261122014000-block-proposals.js';
import { Clearance1795301200000 } from './20261121224500-clearance.js';
import { Record1795311600000 } from './20261122014000-record.js';
import { Withholdings1795312041548 } from './20261122014700-withholdings.js';
import { SealFormats1795315723402 } from './20261122024800-seal-formats.js';
import { Webhooks1795324584922 } from './20261122051600-webhooks.js';
import { Indicators1795324200000 } from './20261122051000-indicators.js';
import { Deferrals1795327200000 } from './20261122060000-deferrals.js';
import { Elsewhere1795326720689 } from './20261122055200-elsewhere.js';
import { RowSecurity1795328400000 } from './20261122062000-row-security.js';
import { CompromiseDocuments1795335600000 } from './20261122082000-compromise-documents.js';
import { PeopleAndOrganisations1795337685916 } from './20261122085400-people-and-organisations.js';

type Migration = new () => MigrationInterface;

/** In the order they run. Named here, not found by a pattern: a build can't lose one. */
export const migrations: Migration[] = [
  Initial1795219200000,
  LeasesAndSnapshots1795294952567,
  Rounds1795299391741,
  Versions1795299480723,
  Rooms1795299700000,
  Outcomes1795299753989,
  Responses1795300769457,
  Conflicts1795301073861,
  Moderation1795300801389,
  Silence1795301362800,
  Checkpoints1795301435389,
  Clearance1795301200000,
  Evidence1795302656007,
  Record1795311600000,
  Withholdings1795312041548,
  BlockProposals1795312800000,
  SealFormats1795315723402,
  Webhooks1795324584922,
  Indicators1795324200000,
  Deferrals1795327200000,
  Elsewhere1795326720689,
  RowSecurity1795328400000,
  CompromiseDocuments1795335600000,
  PeopleAndOrganisations1795337685916,
];
