import type {
  CommentFieldsFragment as Comment,
  CommentsQuery,
  EventFieldsFragment as Event,
} from '@concord/schema';

const organisation: Comment['organisation'] = {
  __typename: 'Organisation',
  id: 'health',
  code: 'MPH',
  kind: 'state_body',
  name: {
    __typename: 'LocalText',
    az: 'İctimai Sağlamlıq Nazirliyi',
    en: 'Ministry of Public Health',
    ru: 'Министерство общественного здравоохранения',
  },
  abbreviation: { __typename: 'LocalText', az: 'İSN', en: 'MPH', ru: 'МОЗ' },
};

/** An official comment on the first word of `b-1`, in English, unless told otherwise. */
export function comment(given: Partial<Comment> = {}): Comment {
  return {
    __typename: 'Comment',
    id: 'c1',
    number: 1,
    section: { __typename: 'Section', id: 's1' },
    language: 'en',
    organisation,
    author: null,
    type: 'factual',
    severity: 'important',
    status: 'cleared',
    visibility: 'participants',
    body: 'The number of the act is wrong.',
    rich: null,
    proposal: null,
    withheld: null,
    proposalKind: 'words',
    destination: null,
    indicators: [],
    target: {
      __typename: 'Target',
      section: { __typename: 'Section', id: 's1' },
      language: 'en',
      blockId: 'b-1',
      quote: { __typename: 'Quote', exact: 'Health', prefix: '', suffix: ' care' },
      start: 0,
      end: 6,
      revision: 1,
    },
    anchor: anchor('exact'),
    createdAt: '2025-06-02T09:00:00Z',
    revisedAt: '2025-06-02T09:00:00Z',
    clearedAt: '2025-06-03T09:00:00Z',
    version: 1,
    replies: [],
    outcome: null,
    acknowledgement: null,
    escalated: false,
    clarifications: [],
    withdrawalReason: null,
    seal: null,
    late: false,
    reconsideration: null,
    may: {
      __typename: 'CommentAbilities',
      revise: false,
      discard: false,
      submit: false,
      pass: false,
      return: false,
      setAside: false,
      clear: false,
      withdraw: false,
      reply: false,
      decide: false,
      acknowledge: false,
    },
    ...given,
  };
}

export function anchor(
  status: Comment['anchor']['status'],
  given: Partial<Comment['anchor']> = {},
): Comment['anchor'] {
  return {
    __typename: 'Anchor',
    status,
    blockId: 'b-1',
    start: 0,
    end: 6,
    revision: 1,
    words: 'Health',
    ...given,
  };
}

export function listOf(...comments: readonly Comment[]): NonNullable<CommentsQuery['comments']> {
  return {
    __typename: 'CommentConnection',
    totalCount: comments.length,
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: 'end' },
    edges: comments.map((node) => ({ __typename: 'CommentEdge', cursor: node.id, node })),
  };
}

export function event(given: Partial<Event>): Event {
  return {
    __typename: 'Event',
    cursor: 'e1',
    type: 'comment_cleared',
    at: '2025-06-03T09:00:00Z',
    commentId: given.comment?.id ?? null,
    comment: null,
    section: null,
    ...given,
  };
}
