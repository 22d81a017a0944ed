export { ExchangeResolver } from './exchange.resolver.js';
export { importRoutes } from './exchange.routes.js';
export { applyDocument } from './exchange.service.js';
