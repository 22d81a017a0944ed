// An app that depends on an app, and a package that is not declared.
import { words } from '@known-bad/words';
import { main } from '@known-bad/server';

export const view = [words, main];
