import { list } from './list.js';

export const count = (): number => list();
