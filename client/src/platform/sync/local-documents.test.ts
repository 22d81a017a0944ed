import { afterEach, expect, test, vi } from 'vitest';
import { canKeep, forgetLocalDocuments, localDocumentName } from './local-documents';

afterEach(() => vi.unstubAllGlobals());

/** As much of a browser's database list as is asked for. */
function databases(names: string[], end: 'success' | 'blocked' = 'success'): string[] {
  const deleted: string[] = [];
  vi.stubGlobal('indexedDB', {
    databases: async () => names.map((name) => ({ name, version: 1 })),
    deleteDatabase: (name: string) => {
      const request = new EventTarget();
      deleted.push(name);
      queueMicrotask(() => request.dispatchEvent(new Event(end)));
      return request;
    },
  });
  return deleted;
}

test("[ED8] signing out forgets this person's copies and nobody else's", async () => {
  const mine = [localDocumentName('p-1', 'section/a/az'), localDocumentName('p-1', 'section/b/en')];
  const deleted = databases([...mine, localDocumentName('p-12', 'section/a/az'), 'something else']);
  await forgetLocalDocuments('p-1');
  expect(deleted).toEqual(mine);
});

test('[ED8] a copy that another window still holds does not stop the signing out', async () => {
  const deleted = databases([localDocumentName('p-1', 'section/a/az')], 'blocked');
  await forgetLocalDocuments('p-1');
  expect(deleted).toHaveLength(1);
});

test('[ED8] a browser that keeps nothing says so, and there is nothing to forget', async () => {
  vi.stubGlobal('indexedDB', {
    databases: () => Promise.reject(new DOMException('private window', 'InvalidStateError')),
  });
  expect(await canKeep()).toBe(false);
  await expect(forgetLocalDocuments('p-1')).resolves.toBeUndefined();
});
