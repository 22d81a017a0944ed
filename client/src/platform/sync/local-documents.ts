/**
 * Names of the copies that the editor keeps on this device. Free of Yjs: signing out needs it on every page.
 */
const prefixOf = (personId: string) => `concord:${personId}:`;

export const localDocumentName = (personId: string, documentName: string): string =>
  `${prefixOf(personId)}${documentName}`;

/** Where text lies that the server did not take. */
export const asideName = (personId: string, documentName: string): string =>
  `${localDocumentName(personId, documentName)}#aside`;

export const databaseExists = async (name: string): Promise<boolean> =>
  (await databaseNames()).includes(name);

/** Removes every copy that was kept for this person. Resolves also where nothing can be kept. */
export async function forgetLocalDocuments(personId: string): Promise<void> {
  const names = (await databaseNames()).filter((name) => name.startsWith(prefixOf(personId)));
  await Promise.all(names.map(deleteDatabase));
}

/** Null-safe: private windows and old browsers have no such list, or no databases at all. */
async function databaseNames(): Promise<string[]> {
  try {
    const databases = await indexedDB.databases();
    return databases.flatMap(({ name }) => (name === undefined ? [] : [name]));
  } catch {
    return [];
  }
}

/** Whether something can be kept on this device. */
export async function canKeep(): Promise<boolean> {
  try {
    await indexedDB.databases();
    return true;
  } catch {
    return false;
  }
}

/** `blocked` is an end too: another window closes its copy as soon as it hears of this, and then it is gone. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    for (const end of ['success', 'error', 'blocked']) request.addEventListener(end, () => resolve());
  });
}
