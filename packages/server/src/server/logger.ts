/** The server's own log: JSON lines or, on a terminal, plain ones. No bodies, no secrets. */
import pino, { type Logger } from 'pino';

export type { Logger };

/** Makes the log. */
export function createLogger({ level, format }: { level: string; format: 'json' | 'pretty' }): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (format === 'json') return pino(options, pino.destination({ dest: 1, sync: true }));
  return pino(options, { write: (line: string) => process.stdout.write(plainLine(line)) });
}

interface Entry {
  readonly time: string;
  readonly level: number;
  readonly msg: string;
  readonly err?: { readonly stack?: string };
}

/** One entry for people: time, level where it matters, message, fields. */
function plainLine(line: string): string {
  const { time, level, msg, err, ...fields } = JSON.parse(line) as Entry & Record<string, unknown>;
  const name = level >= 50 ? 'ERROR ' : level >= 40 ? 'WARN ' : '';
  const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
  const stack = err?.stack === undefined ? '' : `\n${err.stack}`;
  return `${time.slice(11, 19)} ${name}${msg}${rest.join('')}${stack}\n`;
}
