export { cutsCharacter, describe, isWholeBlock } from './describe.js';
export { findQuote } from './find-quote.js';
export { suggest } from './suggest.js';
