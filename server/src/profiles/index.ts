export { Section, Variant } from './profiles.entity.js';
export {
  beginDocument,
  changeDocument,
  closeDocuments,
  documentAt,
  editDocument,
  hasDocument,
  openDocument,
  prepareDocument,
  seedDocument,
  type OpenDocument,
  type PreparedDocument,
} from './edit.js';
export { createCompaction, readState } from './compaction.js';
export { createLeases } from './leases.js';
export { actorOf, createGatekeeper } from './gatekeeper.js';
export { mayRead } from './profiles.policy.js';
export { hasBlock, lockVariant, sectionById, variantsOf } from './profiles.repository.js';
export { ConsultationSectionsResolver, SectionsResolver, VariantsResolver } from './profiles.resolver.js';
export { readableSection, readableSections } from './profiles.service.js';
export { SectionType } from './profiles.types.js';
export { createLaterProjections, type LaterProjections } from './later-projection.js';
export { createProjections, type Projections } from './projection.js';
export { createUpdateLog, lockDocument, lockDocuments } from './update-log.js';
export { createAppendRight, createSectionRight, isSignedIn, type AppendRight } from './update-log.rights.js';
export { upgradeDocuments } from './upgrades.js';
export { createPruning } from './pruning.js';
export { createTextWorkers } from './text-workers.js';
export { createSignIns } from './update-log.sign-ins.js';
export { pollHeads } from './update-log.poll.js';
