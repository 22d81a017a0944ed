import { readCommand, type Config } from '../platform/config.js';

/** The settings of a server that was started without any, and what the test wants otherwise. */
export function testConfig(changes: Partial<Config> = {}): Config {
  const command = readCommand([], {});
  if (!('run' in command)) throw new Error('The defaults must make a config');
  return { ...command.run, logLevel: 'silent', recordFile: null, ...changes };
}
