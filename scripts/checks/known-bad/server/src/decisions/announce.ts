// listeners-unheard-of
import { audit } from '../audit/index.js';

export const announce = audit;
