// packages-below-apps
import { list } from '../../../server/src/comments/index.js';

export const up = list;
