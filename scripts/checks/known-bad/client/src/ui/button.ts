// ui-without-data
import { view } from '../comments/index.js';

export const button = view;
