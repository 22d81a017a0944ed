// packages-by-name
import { fold } from '../../locale/src/fold.js';

export const side = fold;
