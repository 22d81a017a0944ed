// A path that leaves the package.
import { view } from '../../client/src/view.js';

export const main = view;
