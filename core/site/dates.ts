/** Dates as a reader sees them. Front matter holds ISO dates; nothing here asks the clock. */

const monthsOfYear = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2026-03-14` gives `14 March 2026`; a month or a year alone stays one. Other text is answered as it is. */
export function longDate(iso: string): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso);
  if (match === null) return iso;
  const [, year = '', month, day] = match;
  const name = month === undefined ? undefined : monthsOfYear[Number(month) - 1];
  if (name === undefined) return year;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** `14 Mar`, for a list under a year. */
export function dayAndMonth(iso: string): string {
  const match = /^\d{4}-(\d{2})(?:-(\d{2}))?/.exec(iso);
  const name = match === null ? undefined : monthsOfYear[Number(match[1]) - 1];
  if (name === undefined) return '';
  return match?.[2] === undefined ? name.slice(0, 3) : `${Number(match[2])} ${name.slice(0, 3)}`;
}

/** What `<time datetime>` may hold, or null. */
export function machineDate(iso: string): string | null {
  return /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?(?=$|T|\s)/.exec(iso)?.[0] ?? null;
}

/** A point in time for feeds (RFC 3339): midnight UTC of the day, or null. */
export function timestamp(iso: string): string | null {
  const day = machineDate(iso);
  if (day === null) return null;
  return `${day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day}T00:00:00Z`;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The date form of RSS 2.0 (RFC 822), or null. */
export function rssDate(iso: string): string | null {
  const stamp = timestamp(iso);
  if (stamp === null) return null;
  const date = new Date(stamp);
  const month = monthsOfYear[date.getUTCMonth()]?.slice(0, 3);
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${weekdays[date.getUTCDay()]}, ${day} ${month} ${date.getUTCFullYear()} 00:00:00 GMT`;
}
