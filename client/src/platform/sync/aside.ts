import type { BlockText, DocumentJson } from '@concord/document/model';
import { deleteDatabase, databaseExists, asideName } from './local-documents';

/**
 * Why text can't go on in the document it was written in: the server refused a part of it for good, or it is more than
 * fits through the door at once.
 */
export type AsideReason = 'taken' | 'content' | 'heavy' | 'tooBig';

/** Text that the server did not take, kept to be read, copied and put in again. */
export type AsideText = {
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
  readonly reason: AsideReason;
  /** The whole document as it stood on the screen. */
  readonly content: DocumentJson;
  /** What of it the server does not have; null until somebody could compare. */
  readonly blocks: readonly BlockText[] | null;
};

export type AsideShelf = {
  /** Resolves when it is kept as safely as this browser can; the same id replaces. Never rejects. */
  readonly keep: (text: AsideText) => Promise<void>;
  readonly read: () => Promise<readonly AsideText[]>;
  readonly forget: (id: string) => Promise<void>;
};

/** What this page holds besides: all there is in a browser that keeps nothing. */
const inMemory = new Map<string, Map<string, AsideText>>();
const storeName = 'texts';

/** The shelf of one person's document on this device. Signing out empties it, as it does every local copy. */
export function asideShelf(personId: string, documentName: string): AsideShelf {
  const name = asideName(personId, documentName);
  const held = inMemory.get(name) ?? new Map<string, AsideText>();
  inMemory.set(name, held);
  return {
    async keep(text) {
      held.set(text.id, text);
      await inStore(name, 'readwrite', (store) => store.put(text)).catch(() => {});
    },
    async read() {
      // Opening a database makes it: nobody gets one who has nothing to keep.
      const stored = (await databaseExists(name))
        ? await inStore<AsideText[]>(
            name,
            'readonly',
            (store) => store.getAll() as IDBRequest<AsideText[]>,
          ).catch(() => [])
        : [];
      const all = new Map([...stored.map((text) => [text.id, text] as const), ...held]);
      return [...all.values()].toSorted((one, other) => one.at - other.at);
    },
    async forget(id) {
      held.delete(id);
      if (!(await databaseExists(name))) return;
      await inStore(name, 'readwrite', (store) => store.delete(id)).catch(() => {});
      const left = await inStore<number>(name, 'readonly', (store) => store.count()).catch(() => 1);
      if (left === 0) await deleteDatabase(name);
    },
  };
}

/** One transaction; resolves when it is complete, that is on the disk. */
async function inStore<Result>(
  name: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open(name);
  try {
    return await new Promise<Result>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      transaction.addEventListener('complete', () => resolve(request.result));
      for (const end of ['error', 'abort'])
        transaction.addEventListener(end, () => reject(transaction.error ?? new Error(end)));
    });
  } finally {
    database.close();
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore(storeName, { keyPath: 'id' }),
    );
    request.addEventListener('success', () => resolve(request.result));
    for (const end of ['error', 'blocked'])
      request.addEventListener(end, () => reject(request.error ?? new Error(end)));
  });
}
