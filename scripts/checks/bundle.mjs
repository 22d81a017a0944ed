import { readFileSync } from 'node:fs';
import { run } from '../ground/child.mjs';
import { inRoot } from '../ground/place.mjs';
import { readerFiles } from './reader-files.mjs';
import { bad, good, together } from './result.mjs';

/** What a reader downloads: within the budget of .size-limit.mjs, and without the editor in it. */
export async function bundle() {
  return together([await withinBudget(), withoutEditor()]);
}

async function withinBudget() {
  const { code, output } = await run(inRoot('node_modules/.bin/size-limit'), ['--json']);
  try {
    const sizes = JSON.parse(output).map(({ name, size }) => `${name} ${(size / 1000).toFixed(1)} kB`);
    return code === 0 ? good(sizes.join(', ')) : bad(`over budget: ${sizes.join(', ')}`, output);
  } catch {
    return bad('size-limit said nothing', output);
  }
}

function withoutEditor() {
  // Words that survive minification, from the editor and from Yjs.
  const marks = {
    ProseMirror: 'ProseMirror-selectednode',
    TipTap: 'tiptap',
    Yjs: 'Yjs was already imported',
  };
  const found = [];
  for (const file of readerFiles()) {
    const text = readFileSync(inRoot(file), 'utf8');
    for (const [name, mark] of Object.entries(marks))
      if (text.includes(mark)) found.push(`${name} in ${file}`);
  }
  return found.length === 0 ? good() : bad('a reader loads the editor', found.join('\n'));
}
