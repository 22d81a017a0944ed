export { repairIds, REPAIR } from './identity.js';
export type { BlockNode, BlockText, DocumentJson, InlineNode, Mark, OutlineEntry } from './model.js';
export { DOCUMENT_VERSION, FRAGMENT, parseDocumentName, sectionDocumentName } from './name.js';
export type { SectionDocument } from './name.js';
export { project } from './project.js';
export type { Projection } from './project.js';
export { documentSchema } from './schema.js';
export { rebuild, seedUpdate } from './seed.js';
