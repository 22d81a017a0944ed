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

/** The day that is so many days from now in the zone, as `<input type="date">` wants it. */
export const dayIn = (timeZone: string, days: number, now = Date.now()): string =>
  toWall(new Date(now + days * 86_400_000).toISOString(), timeZone).slice(0, 10);

/** From the morning of the first day to the end of the last, where the zone's clocks say so; null when one is no day. */
export function wholeDays(
  first: string,
  last: string,
  timeZone: string,
): { readonly from: string; readonly until: string } | null {
  const from = fromWall(`${first}T00:00`, timeZone);
  const until = fromWall(`${dayAfter(last)}T00:00`, timeZone);
  return from !== null && until !== null ? { from, until } : null;
}

/** By the calendar: a day has 23 or 25 hours where clocks are changed. */
function dayAfter(day: string): string {
  const date = Date.parse(`${day}T00:00Z`);
  return Number.isNaN(date) ? '' : new Date(date + 86_400_000).toISOString().slice(0, 10);
}

/**
 * A zone as people call it. The names `Etc/GMT-4` and the like count the other way round, and would be read as four hours
 * behind: they are said as `UTC+4`.
 */
export function zoneName(timeZone: string, at = new Date()): string {
  if (!timeZone.startsWith('Etc/')) return timeZone;
  const minutes = Math.round((Date.parse(`${wall(at, timeZone)}Z`) - at.getTime()) / 60_000);
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
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
