import {
  acknowledgements,
  anchorStatuses,
  clearanceSteps,
  commentStatuses,
  commentTypes,
  proposalKinds,
  conflictKinds,
  dispositions,
  draftRelations,
  organisationKinds,
  reasonCodes,
  roles,
  severities,
  stancePositions,
  visibilities,
  withholdingKinds,
  withholdingReasons,
} from '@concord/consultation';
import { deferredTos } from '@concord/consultation/deferrals';
import { locales } from '@concord/locale';
import { registerEnumType } from 'type-graphql';
import { eventTypes } from '../events/event.js';

/** Makes a GraphQL enum of a table of words, so that a word stands in one place only. */
export function enumOf<T extends string>(
  name: string,
  words: readonly T[],
  description: string,
): { readonly [K in T]: K } {
  const object = Object.fromEntries(words.map((word) => [word, word])) as { readonly [K in T]: K };
  registerEnumType(object, { name, description });
  return object;
}

export const LocaleEnum = enumOf('Locale', locales, 'Azerbaijani, English, Russian: equal in everything.');
export const RoleEnum = enumOf('Role', roles, 'What a person does in a consultation.');
export const OrganisationKindEnum = enumOf(
  'OrganisationKind',
  organisationKinds,
  'What sort of body an organisation is.',
);
export const ProposalKindEnum = enumOf(
  'ProposalKind',
  proposalKinds,
  'What a proposal asks of the text: other words, a new paragraph after a block, a good practice to stand there, or that the block goes or moves.',
);
export const CommentTypeEnum = enumOf('CommentType', commentTypes, 'What a comment is about.');
export const SeverityEnum = enumOf(
  'Severity',
  severities,
  'How much hangs on a comment for its organisation.',
);
export const VisibilityEnum = enumOf('Visibility', visibilities, 'Who reads a comment once it is official.');
export const CommentStatusEnum = enumOf(
  'CommentStatus',
  commentStatuses,
  'Where a comment stands in its life.',
);
export const AnchorStatusEnum = enumOf(
  'AnchorStatus',
  anchorStatuses,
  'Whether the words a comment points at are where they were, elsewhere, changed, or gone.',
);
export const DispositionEnum = enumOf('Disposition', dispositions, 'What became of a comment.');
export const DeferredToEnum = enumOf('DeferredTo', deferredTos, 'To whom a comment was put off.');
export const ReasonCodeEnum = enumOf('ReasonCode', reasonCodes, 'Kind of reason for an outcome.');
export const AcknowledgementEnum = enumOf(
  'Acknowledgement',
  acknowledgements,
  'What an organisation answers to the decision on its comment.',
);
export const ConflictKindEnum = enumOf(
  'ConflictKind',
  conflictKinds,
  'How the proposals of a conflict stand to each other.',
);
export const StancePositionEnum = enumOf(
  'StancePosition',
  stancePositions,
  'What an organisation says of another’s comment.',
);
export const ClearanceStepEnum = enumOf(
  'ClearanceStep',
  clearanceSteps,
  'Through whose hands a draft goes inside its organisation.',
);
export const DraftRelationEnum = enumOf(
  'DraftRelation',
  draftRelations,
  'How two comments of one organisation on the same words stand to each other.',
);
export const WithholdingKindEnum = enumOf(
  'WithholdingKind',
  withholdingKinds,
  'Whether all words of a comment are kept from others, or some.',
);
export const WithholdingReasonEnum = enumOf(
  'WithholdingReason',
  withholdingReasons,
  'Why words of a comment are kept from others.',
);
export const EventTypeEnum = enumOf('EventType', eventTypes, 'What happened.');
