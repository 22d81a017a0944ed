export { AuditResolver } from './audit.resolver.js';
export { auditRoutes } from './audit.routes.js';
