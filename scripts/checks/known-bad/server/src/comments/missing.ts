// resolvable
import { nothing } from './not-there.js';

export const missing = nothing;
