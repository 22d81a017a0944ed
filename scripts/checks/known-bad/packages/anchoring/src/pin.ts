import * as Y from 'yjs';

export const pin = Y;
