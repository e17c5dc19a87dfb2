/** The origins of a server: where its own pages come from, and which pages may call it. */
import type { Config } from './config/config.ts';

/** Where people open the server's own pages. */
export function ownOrigins({ publicUrl }: Pick<Config, 'publicUrl'>, port: number): readonly string[] {
  if (publicUrl !== null) return [new URL(publicUrl).origin];
  return [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
}

/** The origins that may call: those configured, else the server's own. */
export function allowedOrigins(
  config: Pick<Config, 'allowedOrigins' | 'publicUrl'>,
  port: number,
): readonly string[] {
  return config.allowedOrigins.length > 0 ? config.allowedOrigins : ownOrigins(config, port);
}
