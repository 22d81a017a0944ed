import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { transformWithOxc } from 'vite';

/** Where a person works without a network, and what the page itself begins with. */
const entries = [
  'src/app/main.tsx',
  'src/rooms/desk-page.tsx',
  'src/comments/proposing/proposal-part.tsx',
  'src/comments/proposing/block-proposal.tsx',
  // What stands below an open draft.
  'src/comments/acts/evidence.tsx',
  'src/comments/acts/draft-steps.tsx',
  'src/comments/acts/discard-button.tsx',
];
/** Words that are fetched by language when their page opens. */
const words =
  /src\/(rooms|comments\/(proposing|acts)|platform\/sync)\/messages\.(az|en|ru)\.json$|src\/i18n\/catalog\.(az|en|ru)\.ts$/;
const standing = ['/index.html', '/first-paint.js', '/icon.svg'];

type Chunk = {
  readonly type: 'chunk';
  readonly fileName: string;
  readonly facadeModuleId: string | null;
  readonly imports: readonly string[];
  readonly viteMetadata?: { readonly importedCss: Set<string>; readonly importedAssets: Set<string> };
};

/** Writes `/service-worker.js`: the worker, and the files that it keeps. */
export function serviceWorker(): Plugin {
  let root = '';
  return {
    name: 'concord:service-worker',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
    },
    async generateBundle(_options, bundle) {
      const chunks = new Map<string, Chunk>();
      for (const output of Object.values(bundle))
        if (output.type === 'chunk') chunks.set(output.fileName, output);
      const kept = new Set<string>();
      const keep = (chunk: Chunk | undefined): void => {
        if (!chunk || kept.has(chunk.fileName)) return;
        kept.add(chunk.fileName);
        for (const css of chunk.viteMetadata?.importedCss ?? []) kept.add(css);
        for (const asset of chunk.viteMetadata?.importedAssets ?? []) kept.add(asset);
        for (const name of chunk.imports) keep(chunks.get(name));
      };
      const wanted = [...chunks.values()].filter(({ facadeModuleId }) => {
        const module = facadeModuleId ? path.relative(root, facadeModuleId.split('?')[0] ?? '') : '';
        return module === 'index.html' || entries.includes(module) || words.test(module);
      });
      for (const chunk of wanted) keep(chunk);
      if (wanted.length < entries.length) this.error('The files of the desk were not found in the build.');
      // The letters that the pages are set in.
      for (const { fileName } of Object.values(bundle)) if (fileName.endsWith('.woff2')) kept.add(fileName);
      const files = [...standing, ...[...kept].map((file) => `/${file}`)].toSorted();
      const file = path.join(root, 'service-worker/worker.ts');
      const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file);
      // Names of files hold a hash of what is in them, but for these.
      const unnamed = ['index.html', 'public/first-paint.js', 'public/icon.svg'].map((one) =>
        readFileSync(path.join(root, one), 'utf8'),
      );
      const hash = createHash('sha256').update([code, ...unnamed, ...files].join('\n'));
      const name = `concord-shell-${hash.digest('hex').slice(0, 12)}`;
      this.emitFile({
        type: 'asset',
        fileName: 'service-worker.js',
        source: `const SHELL = ${JSON.stringify({ name, files })};\n${code}`,
      });
    },
  };
}
