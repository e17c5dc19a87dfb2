/** The result codes of SQLite that Kith tells apart; nothing is matched by message text. */

/** Primary result codes (https://sqlite.org/rescode.html). */
export const resultCode = {
  busy: 5,
  noMemory: 7,
  readonly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notDatabase: 26,
} as const;

/** The primary result code of an error that SQLite raised, or undefined. */
export function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

const weather: ReadonlySet<number> = new Set(Object.values(resultCode));

/** Says whether SQLite could not do it now; all else, a statement of ours that is wrong among it, is a bug. */
export function isWeather(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && weather.has(code);
}
