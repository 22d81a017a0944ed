export { found, parseFounding } from './founding.js';
