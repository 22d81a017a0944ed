/** Who holds a Yjs client id, in PostgreSQL: one answer for all nodes, tabs and offline spells. */
import type { Leases } from '@concord/sync';
import type { DataSource } from 'typeorm';

export function createLeases(dataSource: DataSource, now: () => Date): Leases {
  return {
    async lease(documentName, clientId, personId) {
      // Two statements: an insert that waited for another's sees nothing of it until the next one.
      await dataSource.query(
        `INSERT INTO document_lease (document_name, client_id, person_id, leased_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
        [documentName, clientId, personId, now()],
      );
      const [lease]: { person_id: string }[] = await dataSource.query(
        'SELECT person_id FROM document_lease WHERE document_name = $1 AND client_id = $2',
        [documentName, clientId],
      );
      if (!lease) throw new Error(`No lease of ${clientId} in ${documentName}`);
      return { personId: lease.person_id };
    },
    async holders(documentName, clientIds) {
      const leases: { client_id: string; person_id: string }[] = await dataSource.query(
        'SELECT client_id, person_id FROM document_lease WHERE document_name = $1 AND client_id = ANY($2)',
        [documentName, clientIds],
      );
      return new Map(leases.map((lease) => [Number(lease.client_id), lease.person_id]));
    },
  };
}
