// apps-apart
import { view } from '../../../client/src/comments/view.js';

export const borrowed = view;
