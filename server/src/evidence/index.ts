export { Evidence } from './evidence.entity.js';
export { EvidenceResolver } from './evidence.resolver.js';
export { evidenceRoutes } from './evidence.routes.js';
