/**
 * `npm run erase -- EMAIL`: takes a person out of this installation, for good. What they wrote stays their
 * organisation's, under "a former member of …"; the record stays whole. Stop the server first while it runs the
 * embedded database.
 */
import 'reflect-metadata';
import { erasePerson } from './erasure/index.js';
import { givenCommand } from './platform/config.js';
import { migrate } from './platform/database/migrate.js';
import { openForCommand } from './platform/database/open.js';
import { EVERYTHING } from './platform/database/scope.js';
import { behindWall } from './platform/database/wall.js';
import { createLog } from './platform/log.js';

const [email, ...flags] = process.argv.slice(2);
const command = givenCommand(flags);
if (!email || email.startsWith('--') || !('run' in command)) {
  const why = 'problem' in command ? command.problem : 'Usage: npm run erase -- EMAIL [flags of npm start]';
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
const log = createLog(command.run.logLevel);
const database = await openForCommand(command.run, log);
await migrate(database.dataSource);
const erased = await erasePerson(behindWall(database.dataSource, null).as(EVERYTHING), email, new Date());
await database.close();
process.stdout.write(
  erased ? 'The person is erased. Backups from before still hold them.\n' : 'Nobody has this address.\n',
);
process.exitCode = erased ? 0 : 1;
