import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { canKeep, deleteDatabase, localDocumentName } from './local-documents';

/** What becomes of a copy: it stays; it goes unless another window works with it; it goes, whoever works with it. */
export type Forgetting = 'no' | 'whenAlone' | 'now';

/** The text as it is on this device, unacknowledged edits included. */
export type LocalCopy = {
  /** `page`: this browser keeps nothing, closing the window loses what is not saved. */
  readonly kept: 'device' | 'page';
  /** The last visit left edits that the server had not acknowledged. */
  readonly unsaved: boolean;
  /** Changes that come from the copy carry this origin. */
  readonly origin: unknown;
  readonly mark: (unsaved: boolean) => void;
  /** Another window removed the copy: from now on nothing is kept. */
  readonly onLost: (listener: () => void) => void;
  readonly release: (options: { readonly forget: Forgetting }) => Promise<void>;
};

const none: LocalCopy = {
  kept: 'page',
  unsaved: false,
  origin: Symbol('no copy'),
  mark: () => {},
  onLost: () => {},
  release: () => Promise.resolve(),
};

const unsavedKey = 'unsaved';
/** Milliseconds. A database that another window is deleting would let nobody work. */
const longestOpening = 3000;

/** Fills `doc` with what was kept, and keeps it from now on. */
export async function openLocalCopy(doc: Y.Doc, personId: string, documentName: string): Promise<LocalCopy> {
  if (!(await canKeep())) return none;
  const name = localDocumentName(personId, documentName);
  const letGo = holdShared(name);
  const persistence = new IndexeddbPersistence(name, doc);
  const opened = await within(longestOpening, persistence.whenSynced);
  // Signing out in another window removes the copy: do not stand in its way.
  let lost = () => {};
  persistence.db?.addEventListener('versionchange', () => {
    void persistence.destroy();
    lost();
  });
  return {
    kept: 'device',
    unsaved: opened && (await persistence.get(unsavedKey)) === 1,
    origin: persistence,
    mark: (unsaved) => {
      persistence.set(unsavedKey, unsaved ? 1 : 0).catch(() => {}); // closed meanwhile: nothing is kept any more
    },
    onLost: (listener) => {
      lost = listener;
    },
    release: async ({ forget }) => {
      letGo();
      await persistence.destroy();
      if (forget === 'now') await deleteDatabase(name);
      if (forget === 'whenAlone') await whenAlone(name, () => deleteDatabase(name));
    },
  };
}

function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  return Promise.race([
    work.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), milliseconds)),
  ]);
}

/** Says to other windows that the copy is in use, until the returned function is called. */
function holdShared(name: string): () => void {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  // Plain http has no locks: then copies stay until the person signs out.
  void navigator.locks?.request(name, { mode: 'shared' }, () => held);
  return letGo;
}

async function whenAlone(name: string, work: () => Promise<void>): Promise<void> {
  await navigator.locks?.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}
