import type { Access } from '../platform/graphql/access.js';
import { mayExamine, mayFreeze } from './versions.policy.js';

export const versionsAccess: Access = {
  asks: { freeze: mayFreeze, examine: mayExamine },
  fields: {
    Query: {
      takePart: 'versions(consultationId: its)',
      readSection: `changes(consultationId: its, language: choice, from: number, to: number)
        origin(sectionId: its, language: choice, blockId: place, start: place, end: place)`,
      examine: 'exitCheck(consultationId: its)',
    },
    Mutation: { freeze: 'freezeVersion(consultationId: its, key: key)' },
    Version: { takePart: 'frozenAt hash id number organisation' },
    SectionChanges: { readSection: 'blocks section' },
    BlockChange: { readSection: 'after before blockId kind', readComment: 'comments' },
    ExitCheck: {
      examine: 'intact undecidedCount untraced version',
      readComment: 'maintainedObjections undecided',
    },
    UntracedChange: { examine: 'blockId language section' },
    Origin: { readSection: 'changes unchangedSince' },
    WordsDecided: { readSection: 'after before decision kind' },
  },
};
