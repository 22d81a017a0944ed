export { firstFrozenAt } from './versions.repository.js';
export { VersionsResolver } from './versions.resolver.js';
