export { ExchangeResolver } from './exchange.resolver.js';
export { importRoutes } from './exchange.routes.js';
export { readInTurn } from './reading.js';
export { applyDocument } from './exchange.service.js';
