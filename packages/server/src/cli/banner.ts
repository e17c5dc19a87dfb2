/** The few lines that greet whoever started the server. */
import type { Config } from '../server/config/config.ts';
import { version } from '../server/version.ts';
import { qrLines } from './qr.ts';

const registrations = {
  open: 'open: anyone who reaches this server may register a device',
  invite: 'by invite: make one with `kith invite`',
  closed: 'closed: nobody may register a device',
} as const;

interface Greeting {
  readonly config: Config;
  readonly url: string;
  readonly lanUrls: readonly string[];
  readonly metricsUrl: string | undefined;
  readonly readyMs: number;
}

/** Greets with where the server is and how it is set. */
export function banner({ config, url, lanUrls, metricsUrl, readyMs }: Greeting): string {
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
    ...onNetwork(lanUrls),
    '',
  ].join('\n');
}

/** How a phone on the same network gets here, and what plain http means for it. */
function onNetwork([first, ...others]: readonly string[]): string[] {
  if (first === undefined) return [];
  return [
    '',
    `  On your network: ${first}`,
    ...others.map((other) => `  or, if that is another network's: ${other}`),
    '',
    ...qrLines(first).map((line) => `  ${line}`),
    '',
    '  This is plain http, for your own network: whoever is on it can read along, passwords too.',
    '  Everything of Kith works so. Browsers hold back a few things of their own at such an address: copying by a',
    '  button, notifications, installing the page as an app. To be reached from elsewhere, put TLS in front:',
    '  docs/operating.md.',
  ];
}
