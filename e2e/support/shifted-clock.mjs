// A deadline of three days in a journey of two minutes: with this preloaded, the server reads its clock as far ahead as
// the file says, and looks again at SIGUSR2. The server itself knows nothing of it and has no such door.
import { readFileSync } from 'node:fs';

const Honest = Date;
let ahead = 0;
const look = () => {
  ahead = Number(readFileSync(process.env.SHIFTED_CLOCK, 'utf8'));
};
process.on('SIGUSR2', look);
look();

globalThis.Date = class Date extends Honest {
  constructor(...moment) {
    if (moment.length === 0) super(Honest.now() + ahead);
    else super(...moment);
  }
  static now() {
    return Honest.now() + ahead;
  }
};
