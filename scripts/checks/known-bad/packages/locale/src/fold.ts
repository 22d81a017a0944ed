// pure-packages
import { readFileSync } from 'node:fs';

export const fold = readFileSync;
