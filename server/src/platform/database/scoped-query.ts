/**
 * A statement of `pg` with another before it in the same message: who acts. Up to the Sync that ends the message both are
 * one transaction, so what the first sets LOCAL holds for the second and for nothing after it, without a round trip.
 */
import pg, { type Connection, type Submittable } from 'pg';
import { forget, preparedAs, writeForgotten } from './prepared.js';

/** The first statement: a text that is prepared once for each connection, and what it takes. */
export type Entrance = { readonly text: string; readonly values: readonly (string | null)[] };

/** What `pg` calls on the statement whose answer it reads. Not in its types, though pg-cursor rests on it too. */
type Answered = {
  text: string;
  name?: string;
  queryMode?: 'extended';
  callback: (error: Error | null, result: unknown) => void;
  submit(connection: Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleEmptyQuery(connection: Connection): void;
  handlePortalSuspended(connection: Connection): void;
  handleCopyInResponse(connection: Connection): void;
  handleCopyData(message: unknown, connection: Connection): void;
  handleError(error: Error, connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
};

/** Of the messages that `pg` can write, with the arguments that its types ask for and it ignores left out. */
type Writer = {
  parse(statement: { name: string; text: string }): void;
  bind(bound: { statement: string; values: readonly (string | null)[] }): void;
  execute(portal: object): void;
};

const ENTRANCE = 'concord_entrance';
/** No such function, no such statement. */
const NOT_PREPARED = ['42883', '26000'];
const prepared = new WeakSet<Connection>();

export class ScopedQuery implements Submittable {
  /** `pg` takes it for the name of whatever was prepared last; `prepared` remembers by itself. */
  readonly name = '';
  readonly callback: Answered['callback'];
  private readonly statement: Answered;
  /** What takes no values is rarely asked: the beginning and the end of a transaction, for one. */
  private readonly isPreparable: boolean;
  private entering = false;

  constructor(
    text: string,
    values: unknown[] | undefined,
    /** Asked when the statement is sent, after everything before it has ended: null where nothing has to be said. */
    private readonly entrance: () => Entrance | null,
    callback: Answered['callback'],
  ) {
    this.callback = callback;
    this.statement = new pg.Query(text, values) as unknown as Answered;
    // Its connection may end while it waits for its turn: an error that nobody takes would end the server.
    this.statement.callback = callback;
    this.isPreparable = (values?.length ?? 0) > 0;
  }

  readonly submit = (connection: Connection): Error | null => {
    const { statement, callback } = this;
    statement.callback = (error, result) => {
      if (error) forget(connection, statement.text);
      callback(error, result);
    };
    const entrance = this.entrance();
    connection.stream.cork();
    try {
      if (this.isPreparable) {
        statement.name = preparedAs(connection, statement.text);
        writeForgotten(connection);
      }
      if (entrance !== null) this.enter(connection, entrance);
      return statement.submit(connection);
    } finally {
      connection.stream.uncork();
    }
  };

  private enter(connection: Connection, entrance: Entrance): void {
    this.entering = true;
    this.statement.queryMode = 'extended';
    const writer = connection as unknown as Writer;
    if (!prepared.has(connection)) writer.parse({ name: ENTRANCE, text: entrance.text });
    prepared.add(connection);
    writer.bind({ statement: ENTRANCE, values: entrance.values });
    writer.execute({});
  }

  handleRowDescription(message: unknown): void {
    this.statement.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    if (!this.entering) this.statement.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.entering) this.entering = false;
    else this.statement.handleCommandComplete(message, connection);
  }

  handleEmptyQuery(connection: Connection): void {
    this.statement.handleEmptyQuery(connection);
  }

  handlePortalSuspended(connection: Connection): void {
    this.statement.handlePortalSuspended(connection);
  }

  handleCopyInResponse(connection: Connection): void {
    this.statement.handleCopyInResponse(connection);
  }

  handleCopyData(message: unknown, connection: Connection): void {
    this.statement.handleCopyData(message, connection);
  }

  handleError(error: Error & { code?: string }, connection: Connection): void {
    // It was not prepared after all, or is not any more: the next statement does it again.
    if (this.entering && NOT_PREPARED.includes(error.code ?? '')) prepared.delete(connection);
    this.statement.handleError(error, connection);
  }

  handleReadyForQuery(connection: Connection): void {
    this.statement.handleReadyForQuery(connection);
  }
}
