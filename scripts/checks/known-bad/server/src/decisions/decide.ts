// features-through-index: past the index of comments.
import { list } from '../comments/list.js';

export const decide = list;
