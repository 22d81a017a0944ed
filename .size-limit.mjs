import { readerFiles } from './scripts/checks/reader-files.mjs';

// Half of our readers are on a phone, on a network of a ministry's basement.
export default [{ name: 'reader', path: readerFiles(), limit: '200 kB', gzip: true }];
