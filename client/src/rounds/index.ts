export { fromWall } from './wall-time';
