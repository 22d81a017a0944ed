import type { Access } from './access.js';

export const platformAccess: Access = {
  fields: {
    LocalText: { given: 'az en ru' },
    Done: { given: 'done' },
    PageInfo: { given: 'endCursor hasNextPage' },
    Refused: { given: 'code field message' },
    SeveralRefused: { given: 'code field items message' },
    ItemRefused: { given: 'commentId refused' },
  },
};
