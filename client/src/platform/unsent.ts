/**
 * What a person has typed and the server has not yet acknowledged. It outlives a closed tab, a lost connection and an
 * expired session, and is kept apart by consultation and person: a shared desk must not show one ministry's draft
 * to another.
 */
export type Unsent = {
  read(form: string): unknown;
  write(form: string, value: unknown): void;
  forget(form: string): void;
  /** Names of the forms that hold text. */
  forms(): string[];
};

const root = 'concord.unsent/';

export function unsentOf(storage: Storage, consultationId: string, personId: string): Unsent {
  const prefix = `${root}${consultationId}/${personId}/`;
  return {
    read(form) {
      const stored = storage.getItem(prefix + form);
      if (stored === null) return null;
      try {
        const value: unknown = JSON.parse(stored);
        return value;
      } catch {
        return null;
      }
    },
    write(form, value) {
      storage.setItem(prefix + form, JSON.stringify(value));
    },
    forget(form) {
      storage.removeItem(prefix + form);
    },
    forms() {
      return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length));
    },
  };
}

/** Whether a person would miss something of what lies here, of any consultation. */
export function holdsUnsentText(storage: Storage, personId: string): boolean {
  return keysOf(storage, personId).some((key) => hasWords(storage.getItem(key) ?? ''));
}

/** Takes everything of this person off the device. */
export function forgetUnsentText(storage: Storage, personId: string): void {
  for (const key of keysOf(storage, personId)) storage.removeItem(key);
}

function keysOf(storage: Storage, personId: string): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter(
    (key) => key.startsWith(root) && key.slice(root.length).split('/')[1] === personId,
  );
}

/** What a person types stands in these fields of a form, or is the whole of it. */
const typed = new Set(['', 'body', 'reason', 'text']);

function hasWords(json: string): boolean {
  let found = false;
  try {
    JSON.parse(json, (name, value: unknown) => {
      if (typed.has(name) && typeof value === 'string' && value.trim() !== '') found = true;
      return value;
    });
  } catch {
    // Not ours to read: nothing that could be sent.
  }
  return found;
}

/** localStorage where it works; private windows and full disks get what lasts as long as the tab. */
export function deviceStorage(window: Pick<Window, 'localStorage' | 'sessionStorage'>): Storage {
  const works = (pick: () => Storage): Storage | null => {
    try {
      const storage = pick();
      storage.setItem('concord.probe', '1');
      storage.removeItem('concord.probe');
      return storage;
    } catch {
      return null;
    }
  };
  return works(() => window.localStorage) ?? works(() => window.sessionStorage) ?? inMemory();
}

function inMemory(): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    clear: () => values.clear(),
    getItem: (key) => values.get(key) ?? null,
    key: (index) => [...values.keys()][index] ?? null,
    removeItem: (key) => void values.delete(key),
    setItem: (key, value) => void values.set(key, value),
  };
}
