import type { Access } from '../platform/graphql/access.js';
import { mayAudit, mayAuditEvent } from './audit.policy.js';

export const auditAccess: Access = {
  asks: { audit: mayAudit, auditEvent: mayAuditEvent },
  fields: {
    Query: {
      audit: `record(consultationId: its, filter: fields, first: number, after: place)
        recordHead(consultationId: its)`,
    },
    RecordEntry: {
      auditEvent: 'at cursor formerMember kind organisation',
      ownOrganisation: 'person',
      readComment: 'comment',
      readSection: 'section',
    },
    RecordPage: { audit: 'entries pageInfo' },
    RecordHead: { audit: 'at hash intact' },
  },
  inputs: { RecordFilter: { narrows: 'from kinds organisationId personId until' } },
};
