import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { createContext } from 'react';

/** The list of comments around a form: told at once of what this person adds or takes away. */
export type CommentList = {
  readonly add: (comment: Comment) => void;
  readonly remove: (commentId: string) => void;
};

export const CommentListContext = createContext<CommentList>({ add: () => {}, remove: () => {} });
