// The fault the operations lab must be able to see: with this preloaded, an error is told as it was thrown.
import { registerHooks } from 'node:module';

const [file, calm, raw] = [
  '/platform/graphql/answers.js',
  /const detail = withoutGuesses\(error\.message\);/,
  'const detail = String(error.stack);',
];

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith(file)) return loaded;
    const source = Buffer.from(loaded.source).toString();
    if (!calm.test(source)) throw new Error(`${file} is not calm any more`);
    return { ...loaded, source: source.replace(calm, raw) };
  },
});
