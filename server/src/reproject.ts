/** `npm run reproject`: writes every projection anew from the logs (T1). Safe at any time; loses nothing. */
import 'reflect-metadata';
import { parseDocumentName } from '@concord/document';
import { createServices } from './app.js';
import { givenCommand } from './platform/config.js';
import { migrate } from './platform/database/migrate.js';
import { openForCommand } from './platform/database/open.js';
import { EVERYTHING } from './platform/database/scope.js';
import { createLog } from './platform/log.js';

const command = givenCommand();
if (!('run' in command)) {
  process.stderr.write(`${'print' in command ? command.print : command.problem}\n`);
  process.exit(2);
}
const log = createLog(command.run.logLevel);
const database = await openForCommand(command.run, log);
await migrate(database.dataSource);
const { services, projections, laterProjections } = await createServices(
  command.run,
  database.dataSource,
  log,
);
const everything = services.database.as(EVERYTHING);
const documents: { name: string }[] = await everything.query('SELECT name FROM document ORDER BY name');
// Snapshots are folded from the logs too, and come again by themselves.
await everything.query('DELETE FROM document_snapshot');
await everything.query('UPDATE room SET projected = 0');
await everything.query('UPDATE compromise SET projected = 0');
for (const { name } of documents) if (parseDocumentName(name)) await projections.rebuild(name);
await laterProjections.catchUp();
await laterProjections.settle();
process.stdout.write(`${documents.length} documents projected anew.\n`);
await database.close();
