/**
 * A date field knows hours of a wall clock; deadlines are moments. Between them stands the time zone of the
 * consultation, whatever zone the device is in.
 */

/** `2025-06-25T18:00`, as `<input type="datetime-local">` wants it. */
export function toWall(moment: string, timeZone: string): string {
  return wall(new Date(moment), timeZone).slice(0, 16);
}

/** The moment at which clocks in the zone show this; null when it is no time. In a gap of summer time, the hour after. */
export function fromWall(text: string, timeZone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  const wanted = Date.parse(`${text.slice(0, 16)}Z`);
  if (Number.isNaN(wanted)) return null;
  const offsetAt = (moment: number) => Date.parse(`${wall(new Date(moment), timeZone)}Z`) - moment;
  const first = wanted - offsetAt(wanted);
  return new Date(wanted - offsetAt(first)).toISOString();
}

function wall(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}
