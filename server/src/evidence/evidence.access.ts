import type { Access } from '../platform/graphql/access.js';
import { mayChange, mayRead, mayReadFilesOf } from './evidence.policy.js';

export const evidenceAccess: Access = {
  asks: { readEvidence: mayRead, readFiles: mayReadFilesOf, changeEvidence: mayChange },
  fields: {
    Mutation: {
      changeEvidence:
        'addEvidenceLink(commentId: its, href: text, name: text) removeEvidence(evidenceId: its)',
    },
    Evidence: { readEvidence: 'addedAt href id mediaType name size' },
    EvidenceRemoved: { changeEvidence: 'evidenceId' },
  },
};
