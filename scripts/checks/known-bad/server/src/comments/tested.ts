// tests-apart
import { database } from '../testing/database.js';

export const tested = database;
