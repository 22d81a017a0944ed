import type { EntityManager } from 'typeorm';
import { EvidenceContent } from './evidence.entity.js';

/** Where the bytes lie. In the transaction of what they belong to: a file is there with its row or not at all. */
export interface EvidenceStore {
  put(manager: EntityManager, id: string, bytes: Uint8Array): Promise<void>;
  get(manager: EntityManager, id: string): Promise<Buffer | null>;
}

/** In the database: every node has them, and a backup of it holds them too. */
export const databaseStore: EvidenceStore = {
  async put(manager, evidenceId, bytes) {
    await manager.insert(EvidenceContent, { evidenceId, bytes: Buffer.from(bytes) });
  },
  async get(manager, evidenceId) {
    return (await manager.findOneBy(EvidenceContent, { evidenceId }))?.bytes ?? null;
  },
};
