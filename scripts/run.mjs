// What `npm start`, `npm test` and the others do. Plain Node 18 or newer and no dependency: on a fresh clone nothing
// else is there yet. Installs and builds what is missing, then hands over to the Node that came with the install.
import { build } from './ground/build.mjs';
import { become, step } from './ground/child.mjs';
import { exists } from './ground/fingerprint.mjs';
import { install } from './ground/install.mjs';
import { inRoot, node } from './ground/place.mjs';

const HELP = `Usage: npm start -- [flags]

  --port NUMBER     port to listen on (4000); the next free one when it is taken
  --data FOLDER     folder of the embedded database (./data)
  --host ADDRESS    address to listen on (127.0.0.1)
  --no-demo         start without the demonstration country
  --print-config    print every setting, secrets masked, and stop
  --help            print this and stop

Settings may also come from the environment; --print-config lists them all.`;

const FLAGS = { '--port': true, '--data': true, '--host': true, '--no-demo': false, '--print-config': false };

const tasks = {
  start: async (args) => {
    if (args.includes('--help') || args.includes('-h')) return console.log(HELP);
    refuseUnknown(args);
    const quiet = args.includes('--print-config');
    if (!quiet) console.log('Concord');
    await ready(quiet);
    return serve(['server/dist/main.js', ...args]);
  },
  seed: (args) => built(['server/dist/seed.js', ...args]),
  crowd: (args) => built(['server/dist/crowd.js', ...args]),
  found: (args) => built(['server/dist/found.js', ...args]),
  erase: (args) => built(['server/dist/erase.js', ...args]),
  reproject: (args) => built(['server/dist/reproject.js', ...args]),
  'verify-audit': (args) => built(['server/dist/verify-audit.js', ...args]),
  lab: (args) => built(['e2e/lab/run.ts', ...args]),
  bench: async (args) => {
    const { findChromium } = await import('./chromium.mjs');
    return built(['e2e/bench/run.ts', ...args], { CHROMIUM_PATH: (await findChromium()).path });
  },
  screenshots: async (args) => {
    const { findChromium } = await import('./chromium.mjs');
    return built(['e2e/screenshots.ts', ...args], { CHROMIUM_PATH: (await findChromium()).path });
  },
  test: (args) => installed(['scripts/test.mjs', ...args]),
  check: (args) => installed(['scripts/test.mjs', '--fast', ...args]),
  dev: (args) => installed(['scripts/dev.mjs', ...args]),
};

function refuseUnknown(args) {
  for (let index = 0; index < args.length; index += 1) {
    const [name, value] = args[index].split('=', 2);
    if (!(name in FLAGS)) fail(`There is no flag ${args[index]}.\n\n${HELP}`, 2);
    if (FLAGS[name] && value === undefined) index += 1;
  }
}

async function ready(quiet = false) {
  const announced = quiet ? (_name, work) => work() : step;
  await announced('Install', install);
  await announced('Build', build);
}

async function built(args, env) {
  await ready();
  return serve(args, env);
}

async function installed(args) {
  await step('Install', install);
  return serve(args);
}

const serve = ([file, ...args], env) => {
  if (!exists(inRoot(file))) fail(`${file} is not there.`);
  return become(node, ['--enable-source-maps', file, ...args], { env });
};

function fail(message, code = 1) {
  console.error(message);
  process.exit(code);
}

const [name = 'start', ...args] = process.argv.slice(2);
const task = tasks[name];
if (!task) fail(`There is no task ${name}. Tasks: ${Object.keys(tasks).join(', ')}.`, 2);
try {
  await task(args);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
