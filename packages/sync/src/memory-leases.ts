import type { Leases } from './ports.js';

/** Leases that last as long as the process: for tests, and for a hub that stands alone. */
export function createMemoryLeases(): Leases {
  const documents = new Map<string, Map<number, string>>();
  return {
    async lease(documentName, clientId, personId) {
      const holders = documents.get(documentName) ?? new Map<number, string>();
      documents.set(documentName, holders);
      const holder = holders.get(clientId) ?? personId;
      holders.set(clientId, holder);
      return { personId: holder };
    },
    async holders(documentName, clientIds) {
      const holders = documents.get(documentName);
      return new Map(
        clientIds.flatMap((clientId) => {
          const holder = holders?.get(clientId);
          return holder === undefined ? [] : [[clientId, holder] as const];
        }),
      );
    },
  };
}
