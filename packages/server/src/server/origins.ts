/** The origins of a server: where its own pages come from, and which pages may call it. */
import type { Config } from './config/config.ts';

interface Place {
  readonly port: number;
  /** What the server offers to its network. */
  readonly lanUrls: readonly string[];
}

/** Where people open the server's own pages. */
export function ownOrigins(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { port, lanUrls }: Place,
): readonly string[] {
  if (publicUrl !== null) return [new URL(publicUrl).origin];
  return [`http://127.0.0.1:${port}`, `http://localhost:${port}`, ...lanUrls];
}

/** The origins that may call: those configured, else the server's own; what `--lan` offers may in any case. */
export function allowedOrigins(
  config: Pick<Config, 'allowedOrigins' | 'publicUrl'>,
  place: Place,
): readonly string[] {
  const own = ownOrigins(config, place);
  if (config.allowedOrigins.length === 0) return own;
  return place.lanUrls.length > 0 ? [...config.allowedOrigins, ...own] : config.allowedOrigins;
}
