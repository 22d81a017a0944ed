import type { Locale } from '@concord/locale';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { refusals, type RefusalKey } from './registry.js';

/** Codes a program can act on. Several sentences may share one. */
export enum RefusalCode {
  NOT_FOUND = 'NOT_FOUND',
  NOT_SIGNED_IN = 'NOT_SIGNED_IN',
  INVALID_INPUT = 'INVALID_INPUT',
  WRONG_CREDENTIALS = 'WRONG_CREDENTIALS',
  TOO_MANY_ATTEMPTS = 'TOO_MANY_ATTEMPTS',
  INVITATION_INVALID = 'INVITATION_INVALID',
  STALE_TEXT = 'STALE_TEXT',
  ALREADY_DECIDED = 'ALREADY_DECIDED',
  WRONG_STATE = 'WRONG_STATE',
  KEY_REUSED = 'KEY_REUSED',
  REASON_REQUIRED = 'REASON_REQUIRED',
  IMPORT_EXPIRED = 'IMPORT_EXPIRED',
  IMPORT_CONFLICT = 'IMPORT_CONFLICT',
  CURSOR_INVALID = 'CURSOR_INVALID',
  ROUND_PLANNED = 'ROUND_PLANNED',
  ROUND_PAUSED = 'ROUND_PAUSED',
  ROUND_CLOSED = 'ROUND_CLOSED',
  LATE = 'LATE',
  CONTRADICTION = 'CONTRADICTION',
  SEVERAL = 'SEVERAL',
}
registerEnumType(RefusalCode, {
  name: 'RefusalCode',
  description: 'Why something was not done, for a program.',
});

const codeOf: Partial<Record<RefusalKey, RefusalCode>> = {
  EVIDENCE_TYPE: RefusalCode.INVALID_INPUT,
  EVIDENCE_SIZE: RefusalCode.INVALID_INPUT,
  EVIDENCE_LINK: RefusalCode.INVALID_INPUT,
  EVIDENCE_COUNT: RefusalCode.INVALID_INPUT,
  BODY_LENGTH: RefusalCode.INVALID_INPUT,
  PROPOSAL_LENGTH: RefusalCode.INVALID_INPUT,
  INDICATORS_UNKNOWN: RefusalCode.INVALID_INPUT,
  REASON_LENGTH: RefusalCode.INVALID_INPUT,
  NAME_LENGTH: RefusalCode.INVALID_INPUT,
  PASSWORD_LENGTH: RefusalCode.INVALID_INPUT,
  EMAIL_INVALID: RefusalCode.INVALID_INPUT,
  TARGET_INVALID: RefusalCode.STALE_TEXT,
  CHANGED_MEANWHILE: RefusalCode.WRONG_STATE,
  REASON_CODE_REQUIRED: RefusalCode.REASON_REQUIRED,
  WORDING_REQUIRED: RefusalCode.INVALID_INPUT,
  WORDING_WITHHELD: RefusalCode.WRONG_STATE,
  WITHHELD_MEANWHILE: RefusalCode.WRONG_STATE,
  NOT_WITHHELD: RefusalCode.WRONG_STATE,
  REDACTS_NOTHING: RefusalCode.INVALID_INPUT,
  WORDING_APART: RefusalCode.INVALID_INPUT,
  PARAGRAPH_EMPTY: RefusalCode.INVALID_INPUT,
  BLOCK_GONE: RefusalCode.STALE_TEXT,
  NOTE_STAYS: RefusalCode.INVALID_INPUT,
  TITLE_STAYS: RefusalCode.INVALID_INPUT,
  POINTS_BELOW: RefusalCode.INVALID_INPUT,
  MOVE_UNFIT: RefusalCode.INVALID_INPUT,
  MOVE_NOWHERE: RefusalCode.INVALID_INPUT,
  MOVED_AS_PROPOSED: RefusalCode.INVALID_INPUT,
  TEXT_FROZEN: RefusalCode.WRONG_STATE,
  NOTE_LENGTH: RefusalCode.INVALID_INPUT,
  DUE_IN_PAST: RefusalCode.INVALID_INPUT,
  DEFERRAL_REQUIRED: RefusalCode.INVALID_INPUT,
  DEFERRED_TO_WHOM: RefusalCode.INVALID_INPUT,
  DEFERRED_TO_APART: RefusalCode.INVALID_INPUT,
  DEFERRED_UNTIL_PAST: RefusalCode.INVALID_INPUT,
  DEFERRED_UNTIL_FAR: RefusalCode.INVALID_INPUT,
  GROUP_LENGTH: RefusalCode.INVALID_INPUT,
  VERSION_EMPTY: RefusalCode.WRONG_STATE,
  VERSION_UNCHANGED: RefusalCode.WRONG_STATE,
  ROUND_CLOSED_UNCLEARED: RefusalCode.ROUND_CLOSED,
  ROUND_DATES: RefusalCode.INVALID_INPUT,
  ROUND_OVERLAPS: RefusalCode.INVALID_INPUT,
  ROUND_NOT_OVER: RefusalCode.WRONG_STATE,
  ROUND_GRACE: RefusalCode.INVALID_INPUT,
  ROUND_EXTENSION: RefusalCode.INVALID_INPUT,
  ROUND_REASON: RefusalCode.REASON_REQUIRED,
  ROUND_BLIND: RefusalCode.WRONG_STATE,
  ROUND_CHANGED: RefusalCode.WRONG_STATE,
  WORDINGS_OVERLAP: RefusalCode.INVALID_INPUT,
  TOO_MANY_TAGS: RefusalCode.INVALID_INPUT,
  TOO_MANY_OUTCOMES: RefusalCode.INVALID_INPUT,
  INTO_REQUIRED: RefusalCode.INVALID_INPUT,
  INTO_ITSELF: RefusalCode.INVALID_INPUT,
  INTO_UNKNOWN: RefusalCode.INVALID_INPUT,
  INTO_GONE: RefusalCode.INVALID_INPUT,
  INTO_NARROWER: RefusalCode.INVALID_INPUT,
  COMPROMISE_CHANGED: RefusalCode.WRONG_STATE,
  STANCE_REASON: RefusalCode.REASON_REQUIRED,
  STANCE_NOT_YOURS: RefusalCode.WRONG_STATE,
  UNDO_STALE: RefusalCode.STALE_TEXT,
  UNDO_OF_UNDO: RefusalCode.WRONG_STATE,
  ALREADY_UNDONE: RefusalCode.ALREADY_DECIDED,
  OPINION_CONDITIONS: RefusalCode.REASON_REQUIRED,
  SILENCE_HOURS: RefusalCode.INVALID_INPUT,
  SILENCE_TWICE: RefusalCode.WRONG_STATE,
  SILENCE_OVER: RefusalCode.ROUND_CLOSED,
  NOBODY_SILENT: RefusalCode.WRONG_STATE,
  REMINDED_TODAY: RefusalCode.WRONG_STATE,
  REMARKS_REQUIRED: RefusalCode.REASON_REQUIRED,
  NOT_OFFICER: RefusalCode.WRONG_STATE,
  DEPUTY_PERIOD: RefusalCode.WRONG_STATE,
  CHAIN_OPEN: RefusalCode.WRONG_STATE,
  CLEAR_AUDIENCE: RefusalCode.INVALID_INPUT,
  CLEAR_EMPTY: RefusalCode.INVALID_INPUT,
  CLEAR_UNANCHORED: RefusalCode.STALE_TEXT,
  CLEAR_LATE: RefusalCode.LATE,
  NOTHING_CHOSEN: RefusalCode.INVALID_INPUT,
  MERGE_ITSELF: RefusalCode.INVALID_INPUT,
  MERGE_CIRCLE: RefusalCode.INVALID_INPUT,
  MERGE_CLEARED: RefusalCode.WRONG_STATE,
  MERGE_SET_ASIDE: RefusalCode.WRONG_STATE,
  DEPUTY_ONESELF: RefusalCode.INVALID_INPUT,
  DEPUTY_DATES: RefusalCode.INVALID_INPUT,
  DEPUTY_TOO_LONG: RefusalCode.INVALID_INPUT,
  COLLEAGUE_ONLY: RefusalCode.INVALID_INPUT,
  RECONSIDER_SCOPE: RefusalCode.WRONG_STATE,
  RECONSIDER_ONCE: RefusalCode.WRONG_STATE,
  WEBHOOK_URL: RefusalCode.INVALID_INPUT,
  WEBHOOK_COUNT: RefusalCode.WRONG_STATE,
  WEBHOOK_STOPPED: RefusalCode.WRONG_STATE,
  DELIVERY_NOT_GIVEN_UP: RefusalCode.WRONG_STATE,
};

@ObjectType({
  description: 'A refusal that was expected: the caller did nothing wrong that a person cannot put right.',
})
export class Refused {
  @Field(() => RefusalCode, { description: 'For a program.' })
  code!: RefusalCode;

  @Field({ description: 'For a person, in the language of the request: what happened and what to do.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'Name of the input field concerned.' })
  field!: string | null;
}

@ObjectType({ description: 'What is in the way of one of several.' })
export class ItemRefused {
  @Field(() => ID)
  commentId!: string;
  @Field(() => Refused)
  refused!: Refused;
}

@ObjectType({ description: 'Nothing was done with any of them; each of these stood in the way.' })
export class SeveralRefused extends Refused {
  @Field(() => [ItemRefused])
  items!: ItemRefused[];

  static of({ code, message }: Refused, items: readonly ItemRefused[]): SeveralRefused {
    return Object.assign(new SeveralRefused(), {
      code,
      message,
      field: null,
      items: items.map((item) => Object.assign(new ItemRefused(), item)),
    });
  }
}

/** Builds the refusal in the reader's language. A use case returns it; returning it rolls its transaction back. */
export function refuse(ctx: { locale: Locale }, key: RefusalKey, field: string | null = null): Refused {
  return Object.assign(new Refused(), {
    code: codeOf[key] ?? RefusalCode[key as keyof typeof RefusalCode],
    message: refusals[key][ctx.locale],
    field,
  });
}

export function isRefused(value: unknown): value is Refused {
  return value instanceof Refused;
}
