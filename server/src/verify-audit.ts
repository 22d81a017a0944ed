/**
 * `npm run verify-audit`: reads the whole record and says whether it is what it was: every entry, its order, the persons
 * it names, and everything that was written down of it outside the database. Changes nothing. Ends with 1 when not.
 */
import 'reflect-metadata';
import { givenCommand } from './platform/config.js';
import { Installation } from './platform/database/installation.entity.js';
import { openForCommand } from './platform/database/open.js';
import { INSTALLATION } from './platform/events/event.js';
import { told, verifyRecord } from './platform/events/verify.js';
import { createWitness } from './platform/events/witness.js';
import { createLog } from './platform/log.js';

const command = givenCommand();
if (!('run' in command)) {
  process.stderr.write(`${'print' in command ? command.print : command.problem}\n`);
  process.exit(2);
}
const log = createLog(command.run.logLevel);
const database = await openForCommand(command.run, log);
const installation = await database.dataSource.manager.findOneBy(Installation, { id: 1 });
const { recordFile } = command.run;
const witness = recordFile && installation ? createWitness(recordFile, installation.secret) : null;
const verified = await verifyRecord(database.dataSource, witness, true);
await database.close();
for (const { chain, head, read, fault } of verified) {
  const name = chain === INSTALLATION ? 'installation' : `consultation ${chain}`;
  process.stdout.write(`${name}: ${read} entries, head ${head.position} ${head.hash}\n`);
  if (fault) process.stderr.write(`  ${told(fault)}\n`);
}
const broken = verified.some(({ fault }) => fault !== null);
process.stdout.write(broken ? 'The record is NOT what it was.\n' : 'The record is whole.\n');
process.exitCode = broken ? 1 : 0;
