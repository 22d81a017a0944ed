import { isUnionType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { AccountsResolver, PeopleResolver } from '../../accounts/index.js';
import { Refused, SeveralRefused } from '../errors/refusal.js';
import { AuditResolver } from '../../audit/index.js';
import {
  ClearanceResolver,
  ClearingDeskResolver,
  ColleaguesResolver,
  CommentClearanceResolver,
  CommentsInClearanceResolver,
  ConsultationWaitingResolver,
  DeputiesResolver,
  HistoryResolver,
} from '../../clearance/index.js';
import {
  CommentsResolver,
  DestinationsResolver,
  RepliesResolver,
  SectionCountsResolver,
  TargetsResolver,
} from '../../comments/index.js';
import { ConsultationsResolver } from '../../consultations/index.js';
import {
  ChangesResolver,
  CommentOutcomesResolver,
  DecisionsResolver,
  DeferralsResolver,
  OutcomesResolver,
} from '../../decisions/index.js';
import { EventsResolver } from '../../events/index.js';
import { EvidenceResolver } from '../../evidence/index.js';
import { ExchangeResolver } from '../../exchange/index.js';
import { CompromisesResolver, ConflictsResolver } from '../../proposals/index.js';
import { CommentStancesResolver, StancesResolver } from '../../stances/index.js';
import {
  CommentModerationResolver,
  ModerationResolver,
  ModeratorNotesResolver,
  TrackedQuestionsResolver,
  WithholdingsResolver,
} from '../../moderation/index.js';
import { ConsultationSectionsResolver, SectionsResolver, VariantsResolver } from '../../profiles/index.js';
import {
  ContradictionsResolver,
  ResponsesResolver,
  TrackedOrganisationsResolver,
} from '../../responses/index.js';
import { RoomsResolver } from '../../rooms/index.js';
import { ConsultationRoundResolver, RoundsResolver } from '../../rounds/index.js';
import {
  ConsultationSilenceResolver,
  SilenceItemsResolver,
  SilenceObjectionsResolver,
  SilenceResolver,
} from '../../silence/index.js';
import { VersionsResolver } from '../../versions/index.js';
import { WebhookDeliveriesResolver, WebhooksResolver } from '../../webhooks/index.js';

import { accountsAccess } from '../../accounts/accounts.access.js';
import { auditAccess } from '../../audit/audit.access.js';
import { clearanceAccess } from '../../clearance/clearance.access.js';
import { commentsAccess } from '../../comments/comments.access.js';
import { consultationsAccess } from '../../consultations/consultations.access.js';
import { decisionsAccess } from '../../decisions/decisions.access.js';
import { eventsAccess } from '../../events/events.access.js';
import { evidenceAccess } from '../../evidence/evidence.access.js';
import { exchangeAccess } from '../../exchange/exchange.access.js';
import { moderationAccess } from '../../moderation/moderation.access.js';
import { organisationsAccess } from '../../organisations/organisations.access.js';
import { profilesAccess } from '../../profiles/profiles.access.js';
import { proposalsAccess } from '../../proposals/proposals.access.js';
import { responsesAccess } from '../../responses/responses.access.js';
import { roomsAccess } from '../../rooms/rooms.access.js';
import { roundsAccess } from '../../rounds/rounds.access.js';
import { silenceAccess } from '../../silence/silence.access.js';
import { stancesAccess } from '../../stances/stances.access.js';
import { versionsAccess } from '../../versions/versions.access.js';
import { webhooksAccess } from '../../webhooks/webhooks.access.js';
import { declareAccess, type Access } from './access.js';
import { describeSchema } from './descriptions.js';
import { platformAccess } from './types.access.js';

type ResolverClass = new (...args: never[]) => object;

const resolvers: NonEmptyArray<ResolverClass> = [
  AccountsResolver,
  AuditResolver,
  ChangesResolver,
  CommentOutcomesResolver,
  CommentStancesResolver,
  CommentModerationResolver,
  ClearanceResolver,
  ClearingDeskResolver,
  ColleaguesResolver,
  CommentClearanceResolver,
  CommentsInClearanceResolver,
  CommentsResolver,
  DestinationsResolver,
  CompromisesResolver,
  ConflictsResolver,
  ConsultationRoundResolver,
  ConsultationSectionsResolver,
  ConsultationSilenceResolver,
  ConsultationsResolver,
  ContradictionsResolver,
  ConsultationWaitingResolver,
  DecisionsResolver,
  DeferralsResolver,
  DeputiesResolver,
  EventsResolver,
  EvidenceResolver,
  ExchangeResolver,
  OutcomesResolver,
  PeopleResolver,
  ModerationResolver,
  ModeratorNotesResolver,
  WithholdingsResolver,
  HistoryResolver,
  RepliesResolver,
  ResponsesResolver,
  RoomsResolver,
  RoundsResolver,
  SectionCountsResolver,
  SectionsResolver,
  StancesResolver,
  SilenceItemsResolver,
  SilenceObjectionsResolver,
  SilenceResolver,
  TargetsResolver,
  TrackedOrganisationsResolver,
  TrackedQuestionsResolver,
  VariantsResolver,
  VersionsResolver,
  WebhookDeliveriesResolver,
  WebhooksResolver,
];

/** What is asked before anything is given, feature by feature. */
const access: readonly Access[] = [
  platformAccess,
  accountsAccess,
  auditAccess,
  clearanceAccess,
  commentsAccess,
  consultationsAccess,
  decisionsAccess,
  eventsAccess,
  evidenceAccess,
  exchangeAccess,
  moderationAccess,
  organisationsAccess,
  profilesAccess,
  proposalsAccess,
  responsesAccess,
  roomsAccess,
  roundsAccess,
  silenceAccess,
  stancesAccess,
  versionsAccess,
  webhooksAccess,
];

/**
 * What a use case returns is a refusal or the one other thing. Said at once, where type-graphql would promise to say
 * it: compiled operations don't wait for the name of a type.
 */
function tellResultsApart(schema: GraphQLSchema): GraphQLSchema {
  for (const union of Object.values(schema.getTypeMap()).filter(isUnionType)) {
    const members = new Set(union.getTypes().map(({ name }) => name));
    const [success, ...others] = [...members].filter(
      (name) => name !== 'Refused' && name !== 'SeveralRefused',
    );
    if (success === undefined || others.length > 0) throw new Error(`${union.name} is no result`);
    union.resolveType = (value) => {
      if (value instanceof SeveralRefused && members.has('SeveralRefused')) return 'SeveralRefused';
      return value instanceof Refused ? 'Refused' : success;
    };
  }
  return schema;
}

/** `instances` are the resolvers that need something; the others are made here. */
export function createSchema(instances: ReadonlyMap<ResolverClass, object>): GraphQLSchema {
  const made = new Map<ResolverClass, object>(instances);
  const schema = buildSchemaSync({
    resolvers,
    // Lengths and states are rules with translated refusals, checked in the services.
    validate: false,
    // Every subscription brings its own stream, fed from the event log; nothing is ever published past it.
    pubSub: {
      publish: () => undefined,
      subscribe: () => {
        throw new Error('Subscriptions follow the event log');
      },
    },
    container: {
      get: (resolver: ResolverClass) => {
        const found = made.get(resolver) ?? new resolver();
        made.set(resolver, found);
        return found;
      },
    },
  });
  return declareAccess(describeSchema(tellResultsApart(schema)), access);
}
