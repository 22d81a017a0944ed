/**
 * `npm run crowd`: fills an empty database with Velmora and two consultations of a whole government beside it, one with
 * its comments all over the text (`crowd`), one with all of them in one chapter (`crowded-chapter`).
 */
import 'reflect-metadata';
import { wholeGovernment } from '@concord/fixtures';
import { createServices } from './app.js';
import { seedCrowd, seedVelmora } from './demo/index.js';
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
  await seedCrowd(services, projections, log, { ...wholeGovernment, slug: 'crowd' });
  await seedCrowd(services, projections, log, {
    ...wholeGovernment,
    slug: 'crowded-chapter',
    chapter: 'b-0064',
  });
  // What was written at once is unknown to the planner.
  await database.dataSource.query('ANALYZE');
  process.stdout.write('Velmora is seeded, and the crowd beside it.\n');
} else {
  process.stdout.write('The database holds people or consultations already; nothing was changed.\n');
}
await database.close();
