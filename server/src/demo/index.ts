export { demoRoutes } from './demo.routes.js';
export { seedVelmora } from './seed.js';
