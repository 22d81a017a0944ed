export { demoRoutes } from './demo.routes.js';
export { seedCrowd } from './crowd.js';
export { seedVelmora } from './seed.js';
