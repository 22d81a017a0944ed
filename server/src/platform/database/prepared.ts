/**
 * Statements that a connection is given again and again are prepared on it: PostgreSQL reads and plans most of ours for
 * longer than it runs them, row-level security and all. A text is prepared when it comes for the second time, so that one
 * that never comes again (a list of so many values) leaves nothing there, and the longest unused gives way.
 */
import type { Connection } from 'pg';

/** A plan is some tens of kilobytes of memory on each connection. */
const MOST = 100;

/** What `pg` knows of the statements of a connection, and how it writes that one is no longer needed. */
type Prepares = {
  submittedNamedStatements: Record<string, string>;
  close(statement: { type: 'S'; name: string }): void;
};

type Shelf = {
  /** Names by text, those used last at the end; '' for what was seen once. */
  readonly names: Map<string, string>;
  /** Names that PostgreSQL is told to forget with the next statement. */
  gone: string[];
  made: number;
};

const shelves = new WeakMap<Connection, Shelf>();

function shelfOf(connection: Connection): Shelf {
  const found = shelves.get(connection) ?? { names: new Map<string, string>(), gone: [], made: 0 };
  shelves.set(connection, found);
  return found;
}

/** The name under which the text is prepared, by this statement or an earlier one; '' where it is not. */
export function preparedAs(connection: Connection, text: string): string {
  const shelf = shelfOf(connection);
  const seen = shelf.names.get(text);
  const name = seen === '' ? `concord_${(shelf.made += 1)}` : (seen ?? '');
  shelf.names.delete(text);
  shelf.names.set(text, name);
  const [longest] = shelf.names.keys();
  if (shelf.names.size > MOST && longest !== undefined) forget(connection, longest);
  return name;
}

/**
 * It is not prepared after all, or its plan no longer fits, or something else went wrong with it: names are used once, so
 * it does not matter which.
 */
export function forget(connection: Connection, text: string): void {
  const shelf = shelfOf(connection);
  const name = shelf.names.get(text);
  shelf.names.delete(text);
  if (name) shelf.gone.push(name);
}

/** Writes, before the next statement, which are no longer needed. PostgreSQL takes names that it does not know, too. */
export function writeForgotten(connection: Connection): void {
  const shelf = shelfOf(connection);
  const prepares = connection as unknown as Prepares;
  for (const name of shelf.gone) {
    delete prepares.submittedNamedStatements[name];
    prepares.close({ type: 'S', name });
  }
  shelf.gone = [];
}
