/**
 * What the desk needs to open without a network: the answers it was made of, in a database of the person's own, which goes
 * at sign-out like every other copy (`forgetLocalDocuments`). The drafts' words are not here but in the copy of their room.
 */
import type { ApolloClient } from '@apollo/client';
import {
  CommentsDocument,
  ReadingConsultationDocument,
  RoomDocument,
  SectionTextDocument,
  ViewerDocument,
} from '@concord/schema';
import { deleteDatabase, localDocumentName } from '../platform/sync/local-documents';

/** By name, since documents can't be stored. */
const questions = {
  viewer: ViewerDocument,
  consultation: ReadingConsultationDocument,
  room: RoomDocument,
  drafts: CommentsDocument,
  text: SectionTextDocument,
} as const;

export type Answer = {
  readonly question: keyof typeof questions;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: unknown;
};

type Kept = { readonly slug: string; readonly at: number; readonly answers: readonly Answer[] };

const store = 'desks';
/** Milliseconds: two weeks. What is older is no help to anybody, and may be somebody's who has left. */
const longest = 14 * 24 * 3_600_000;
const nameOf = (personId: string) => localDocumentName(personId, 'desk');
const ours = /^concord:[\w-]+:desk$/;

export async function keepDesk(personId: string, slug: string, answers: readonly Answer[]): Promise<void> {
  await within(nameOf(personId), 'readwrite', (desks) => desks.put({ slug, at: Date.now(), answers }));
}

/** Fills the client with the newest desk that was kept on this device, as if the server had just answered. */
export async function restoreDesk(client: ApolloClient): Promise<void> {
  const databases = await indexedDB.databases();
  const names = databases.flatMap(({ name }) => (name && ours.test(name) ? [name] : []));
  const found = await Promise.all(
    names.map((name) => within<Kept[]>(name, 'readonly', (desks) => desks.getAll() as IDBRequest<Kept[]>)),
  );
  const now = Date.now();
  const fresh = found
    .map((desks) => desks.filter(({ at }) => now - at < longest))
    .filter((desks) => desks.length > 0)
    .toSorted((one, other) => newest(other) - newest(one));
  await Promise.all(
    names.filter((_, index) => found[index]?.every(({ at }) => now - at >= longest)).map(deleteDatabase),
  );
  for (const { answers } of fresh[0] ?? []) {
    for (const { question, variables, data } of answers)
      client.writeQuery({ query: questions[question], variables: variables as never, data: data as never });
  }
}

const newest = (desks: readonly Kept[]): number => Math.max(...desks.map(({ at }) => at));

function within<Result>(
  name: string,
  mode: IDBTransactionMode,
  work: (desks: IDBObjectStore) => IDBRequest,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.addEventListener('upgradeneeded', () =>
      opening.result.createObjectStore(store, { keyPath: 'slug' }),
    );
    opening.addEventListener('error', () => reject(new Error(`${name} can't be opened`)));
    opening.addEventListener('success', () => {
      const database = opening.result;
      // Signing out in another window removes it: do not stand in its way.
      database.addEventListener('versionchange', () => database.close());
      const transaction = database.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      transaction.addEventListener('complete', () => {
        resolve(request.result as Result);
        database.close();
      });
      transaction.addEventListener('error', () => {
        reject(new Error(`${name} can't be used`));
        database.close();
      });
    });
  });
}
