// `npm run dev`: everything compiles as you save, the server restarts, the browser reloads. One address, and Ctrl-C
// ends all of it. Flags go to the server (`npm run dev -- --data /tmp/trial`).
import { createServer } from 'node:net';
import { build } from './ground/build.mjs';
import { isStopping, run, step, stopAll } from './ground/child.mjs';
import { manifest, workspaces } from './ground/fingerprint.mjs';
import { inRoot, node } from './ground/place.mjs';

await step('Build', build);

const [serverPort, clientPort] = [await freePort(4000), await freePort(5173)];
const server = `http://127.0.0.1:${serverPort}`;
const compiled = workspaces().filter((folder) => manifest(folder).scripts?.build?.includes('tsc -p'));

const work = compiled.map((folder) =>
  keep(folder.replace('packages/', ''), inRoot('node_modules/.bin/tsc'), {
    args: ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput', '--pretty', 'false'],
    folder,
    // Only what is wrong: that it watches is known.
    worth: (line) => /error TS/.test(line),
  }),
);
work.push(
  keep('documents', node, {
    args: ['--watch-path=operations', '--watch-path=schema.graphql', '--watch-preserve-output', 'codegen.ts'],
    folder: 'schema',
    worth: (line) => /error/i.test(line),
  }),
  keep('api', node, {
    args: ['--watch', '--watch-preserve-output', '--enable-source-maps', 'server/dist/main.js'].concat(
      ['--port', String(serverPort)],
      process.argv.slice(2),
    ),
    env: { DEVELOPMENT: 'on' },
  }),
  keep('page', inRoot('client/node_modules/.bin/vite'), {
    args: ['--host', '127.0.0.1', '--port', String(clientPort), '--strictPort', '--clearScreen', 'false'],
    folder: 'client',
    env: { CONCORD_SERVER: server },
  }),
);
console.log(`\n  Concord, as you change it: http://127.0.0.1:${clientPort}   (Ctrl-C ends it)\n`);
await Promise.all(work);

/** Runs until everything ends; when one part ends by itself, so does the rest. */
async function keep(name, command, { args, folder = '.', env = {}, worth = () => true }) {
  const print = (text) => {
    for (const line of text.split('\n'))
      if (line.trim() && worth(line)) console.log(`${name.padEnd(12)} ${line}`);
  };
  const { code } = await run(command, args, { cwd: inRoot(folder), env, onOutput: print });
  if (isStopping()) return;
  console.error(`${name} ended with code ${code}.`);
  process.exitCode = 1;
  stopAll();
}

/** The wanted port, or the next free one. */
function freePort(wanted) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(freePort(wanted + 1)));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}
