import type { Access } from './access.js';
import { mayReadSchema } from './schema-file.js';

export const platformAccess: Access = {
  asks: { readSchema: mayReadSchema },
  fields: {
    LocalText: { given: 'az en ru' },
    Done: { given: 'done' },
    PageInfo: { given: 'endCursor hasNextPage' },
    Refused: { given: 'code field message' },
    SeveralRefused: { given: 'code field items message' },
    ItemRefused: { given: 'commentId refused' },
  },
};
