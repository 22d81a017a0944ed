export { erasePerson } from './erasure.service.js';
