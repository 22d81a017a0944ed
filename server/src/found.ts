/**
 * `npm run found -- FILE`: begins a consultation in an installation without the demo. The file names the consultation,
 * its organisations, and the first person to invite; the answer is that person's invitation link.
 */
import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { found, parseFounding } from './founding/index.js';
import { givenCommand } from './platform/config.js';
import { migrate } from './platform/database/migrate.js';
import { openForCommand } from './platform/database/open.js';
import { createLog } from './platform/log.js';

const [file, ...flags] = process.argv.slice(2);
const command = givenCommand(flags);
if (!file || file.startsWith('--') || !('run' in command)) {
  const why = 'problem' in command ? command.problem : 'Usage: npm run found -- FILE [flags of npm start]';
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
const founding = parseFounding(await readFile(file, 'utf8'));
if ('problem' in founding) {
  process.stderr.write(`${file} can't be used:\n${founding.problem}\n`);
  process.exit(2);
}
const log = createLog(command.run.logLevel);
const database = await openForCommand(command.run, log);
await migrate(database.dataSource);
const invitation = await found(database.dataSource, founding.founding, new Date());
await database.close();
const origin = command.run.publicUrl ?? `http://localhost:${command.run.port}`;
process.stdout.write(
  invitation
    ? `The consultation is there. Hand this link to ${founding.founding.invite.email}; it is good for a week:\n${origin}/invitations/${invitation}\n`
    : `There is a consultation "${founding.founding.slug}" already; nothing was changed.\n`,
);
