import type { Access } from '../platform/graphql/access.js';
import { mayRead } from './profiles.policy.js';

export const profilesAccess: Access = {
  asks: { readSection: mayRead },
  fields: {
    Query: { readSection: 'section(id: its)' },
    Subscription: { readSection: 'revisions(consultationId: its)' },
    // A chapter out of scope is named by an own comment on it; its text is not there.
    Section: { given: 'domain id key ordinal', readSection: 'variant(language: choice) variants' },
    Variant: { readSection: 'content documentName id language outline revision section title updatedAt' },
    VariantRevision: { readSection: 'language revision sectionId variantId' },
    OutlineEntry: { readSection: 'blockId level text' },
  },
};
