// no-development-dependencies
import { main } from 'knip';

export const tool = main;
