export { Evidence } from './evidence.entity.js';
export { evidenceOf } from './evidence.repository.js';
export { EvidenceResolver } from './evidence.resolver.js';
export { evidenceRoutes } from './evidence.routes.js';
