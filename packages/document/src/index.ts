export {
  blockBefore,
  insertParagraph,
  itemOf,
  moveBlock,
  putBack,
  takeOut,
  transferBlock,
  withNotes,
} from './blocks.js';
export type { BlockItem, TakenBlock } from './blocks.js';
export { canonical, compare } from './compare.js';
export type { CompareOptions, Comparison } from './compare.js';
export { repairIds, REPAIR } from './identity.js';
export { sectionGrammar } from './grammar.js';
export type { BlockNode, BlockText, DocumentJson, InlineNode, Mark, OutlineEntry } from './model.js';
export { DOCUMENT_VERSION, FRAGMENT, parseDocumentName, sectionDocumentName } from './name.js';
export type { SectionDocument } from './name.js';
export { bringsNewerParts } from './newer.js';
export { offsetOf, placeIn, positionIn, wasWrittenBefore, yPositionAt } from './position.js';
export type { Place, StateVector } from './position.js';
export { read } from './reading.js';
export type { Block, Reading } from './reading.js';
export { project } from './project.js';
export type { Projection } from './project.js';
export { REPLACE, replaceWords } from './replace.js';
export type { Replacement } from './replace.js';
export { replaceContent } from './replace-content.js';
export { documentSchema } from './schema.js';
export { rebuild, seedUpdate } from './seed.js';
export { repair } from './repair.js';
export { upgrade } from './upgrade.js';
export type { Upgrade } from './upgrade.js';
