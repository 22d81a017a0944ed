/** `npm run seed`: fills an empty database with Velmora without serving. */
import 'reflect-metadata';
import { createServices } from './app.js';
import { seedVelmora } from './demo/index.js';
import { givenCommand } from './platform/config.js';
import { migrate } from './platform/database/migrate.js';
import { openForCommand } from './platform/database/open.js';
import { createLog } from './platform/log.js';

const command = givenCommand();
if (!('run' in command)) {
  process.stderr.write(`${'print' in command ? command.print : command.problem}\n`);
  process.exit(2);
}
const log = createLog(command.run.logLevel);
const database = await openForCommand(command.run, log);
await migrate(database.dataSource);
const { services, projections, installation } = await createServices(command.run, database.dataSource, log);
if (installation.empty) {
  await seedVelmora(services, projections, log);
  process.stdout.write('Velmora is seeded.\n');
} else {
  process.stdout.write('The database holds people or consultations already; nothing was changed.\n');
}
await database.close();
