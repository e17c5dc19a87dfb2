/** The few lines that greet whoever started the server. */
import type { Config } from '../server/config/config.ts';
import { version } from '../server/version.ts';

const registrations = {
  open: 'open: anyone who reaches this server may register a device',
  invite: 'by invite: make one with `kith invite`',
  closed: 'closed: nobody may register a device',
} as const;

interface Greeting {
  readonly config: Config;
  readonly url: string;
  readonly metricsUrl: string | undefined;
  readonly readyMs: number;
}

/** Greets with where the server is and how it is set. */
export function banner({ config, url, metricsUrl, readyMs }: Greeting): string {
  const address =
    config.publicUrl === null || config.publicUrl === url ? url : `${config.publicUrl} (here ${url})`;
  return [
    '',
    `  Kith ${version}`,
    '',
    `  address       ${address}`,
    `  data          ${config.dataDir}`,
    `  registration  ${registrations[config.registration]}`,
    ...(metricsUrl === undefined ? [] : [`  metrics       ${metricsUrl}`]),
    `  ready in      ${readyMs} ms`,
    '',
  ].join('\n');
}
