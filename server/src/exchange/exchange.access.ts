import type { Access } from '../platform/graphql/access.js';
import { mayImport, mayUsePreview } from './exchange.policy.js';

export const exchangeAccess: Access = {
  asks: { importText: mayImport, usePreview: mayUsePreview },
  fields: {
    Query: { usePreview: 'importPreview(id: its)' },
    Mutation: { usePreview: 'applyImport(previewId: its, assignments: fields)' },
    ImportPreview: {
      usePreview: `blocks content(key: place) expiresAt fileName footnotes id language losses sections tables
        words`,
    },
    ImportLoss: { usePreview: 'count examples kind message' },
    ImportSectionPreview: { usePreview: 'blocks domain key status title words' },
    ImportApplied: { usePreview: 'consultation created unchanged updated' },
  },
  inputs: { SectionAssignment: { place: 'key', number: 'domain' } },
};
