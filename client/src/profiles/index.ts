export { DocumentView } from './document-view';
export { blockById, rangeOf } from './positions';
export { useMedia, useRoomFor } from './use-media';
export { useSectionText } from './use-section-text';
