export { VersionsResolver } from './versions.resolver.js';
