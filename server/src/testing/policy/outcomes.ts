/** What came back, in one letter. */
export const legend = `+ given or done    . not there for them    0 an empty list    o there, and this of it not given
- sign in first    ! refused by a rule of the process    # the token does not cover it    (blank) no object to ask of`;

type Answer = { readonly data?: Record<string, unknown> | null; readonly errors?: readonly unknown[] };

/** An error nobody expected is none of the letters. */
export class Unexpected extends Error {}

function ofErrors(errors: readonly unknown[]): '#' | '!' {
  const codes = errors.map((error) => (error as { extensions?: { code?: string } }).extensions?.code);
  if (codes.every((code) => code === 'FORBIDDEN')) return '#';
  if (codes.every((code) => code === 'CURSOR_INVALID')) return '!';
  throw new Unexpected(JSON.stringify(errors));
}

export function ofQuery({ data, errors }: Answer, name: string): string {
  if (errors?.length) return ofErrors(errors);
  return given(data?.[name], '.');
}

export function given(value: unknown, none: '.' | 'o'): string {
  if (value === null || value === undefined) return none;
  if (Array.isArray(value)) return value.length === 0 ? '0' : '+';
  const list = value as { totalCount?: number };
  return list.totalCount === 0 ? '0' : '+';
}

export function ofMutation({ data, errors }: Answer, name: string): string {
  if (errors?.length) return ofErrors(errors);
  const value = data?.[name] as {
    __typename: string;
    code?: string;
    items?: readonly { refused: { code: string } }[];
  };
  if (!('code' in value)) return '+';
  const codes = value.items?.map(({ refused }) => refused.code) ?? [value.code];
  if (codes.every((code) => code === 'NOT_FOUND')) return '.';
  return codes.every((code) => code === 'NOT_SIGNED_IN') ? '-' : '!';
}

export const ofStatus = (status: number): string =>
  status < 300 ? '+' : ({ 401: '-', 403: '#', 404: '.' }[status] ?? '!');

/** Rows of letters under the codes of those who ask. */
export function table(
  title: string,
  codes: readonly string[],
  rows: readonly { readonly name: string; readonly letters: readonly string[] }[],
): string {
  const width = Math.max(title.length, ...rows.map(({ name }) => name.length)) + 2;
  const line = (name: string, cells: readonly string[]) =>
    `${name.padEnd(width)}${cells.map((cell) => cell.padEnd(3)).join('')}`.trimEnd();
  return [line(title, codes), ...rows.map(({ name, letters }) => line(name, letters))].join('\n');
}
