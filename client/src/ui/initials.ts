/** The first letters of the first and the last part of a name, for where there is no room for all of it. */
export function initialsOf(name: string): string {
  const parts = name.split(/\s+/u).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
    .map((part) => [...(part ?? '')][0] ?? '')
    .join('');
}
