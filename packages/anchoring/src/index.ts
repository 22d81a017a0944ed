export { cutsCharacter, describe, isWholeBlock } from './describe.js';
export { findQuote } from './find-quote.js';
export type { Match } from './find-quote.js';
export type { PinnedTarget, Resolution, ResolutionStatus, Selectors } from './model.js';
export { pin } from './pin.js';
export { resolve, resolveAll } from './resolve.js';
export { suggest } from './suggest.js';
export type { Suggestion } from './suggest.js';
