// platform-below-features
import { list } from '../comments/index.js';

export const rows = list;
