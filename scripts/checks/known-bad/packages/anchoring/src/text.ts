// reading-without-yjs, through another file
import { pin } from './pin.js';

export const text = pin;
