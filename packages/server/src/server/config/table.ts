/** The option table: everything that an operator can choose. Variables, flags, help and reference are made from it. */
import { type LimitName, limitTable } from '@kith/protocol';
import {
  cidr,
  directory,
  either,
  file,
  host,
  listOf,
  oneOf,
  origin,
  secret,
  timerMax,
  webClient,
  wholeNumber,
} from './kinds.ts';
import { type Option, option } from './option.ts';

/** Options by name. An empty value counts as unset. */
export const optionTable = {
  port: option({
    kind: wholeNumber({ min: 0, max: 65_535 }),
    default: 3000,
    says: 'Port for HTTP and WebSocket; 0 takes any free one.',
    example: '8080',
  }),
  host: option({
    kind: host,
    default: '127.0.0.1',
    says: 'Address to listen on; the default is reached only from this machine.',
    example: '0.0.0.0',
  }),
  lan: option({
    kind: either('true', 'false'),
    default: false,
    says: 'Opens the server to your own network by plain http, and shows where and a QR code; listens on 0.0.0.0.',
    example: 'true',
  }),
  publicUrl: option<string | null>({
    kind: origin,
    default: null,
    defaultSays: 'where it listens',
    says: 'Where people reach the server; links and tokens name it.',
    example: 'https://kith.example.org',
  }),
  allowedOrigins: option<readonly string[]>({
    kind: listOf(origin),
    default: [],
    defaultSays: 'the public URL, else 127.0.0.1 and localhost',
    says: 'Origins of the web pages that may call the server.',
    example: 'https://kith.example.org,https://app.example.org',
  }),
  trustedProxies: option<readonly string[]>({
    kind: listOf(cidr),
    default: [],
    defaultSays: 'none',
    says: 'Reverse proxies whose X-Forwarded-For is believed.',
    example: '127.0.0.1,10.0.0.0/8',
  }),
  dataDir: option({
    kind: directory,
    default: './kith-data',
    says: 'Directory of the database, the secret and the admin socket; made when it is missing.',
    example: '/var/lib/kith',
  }),
  config: option<string | null>({
    kind: file,
    default: null,
    defaultSays: 'kith.config.ts in the working directory, where there is one',
    says: 'The file that defines the apps whose settings have a schema.',
    example: '/etc/kith/kith.config.ts',
  }),
  secret: option<string | null>({
    kind: secret,
    default: null,
    defaultSays: 'made once and kept in the data directory',
    says: 'The secret that all keys are derived from; changing it ends every session.',
    example: '<32 or more random characters>',
    hidden: true,
  }),
  readers: option({
    kind: wholeNumber({ min: 1, max: 64 }),
    default: 2,
    says: 'Threads that read the database.',
    example: '4',
  }),
  retentionDays: option({
    kind: wholeNumber({ min: 0, max: 36_500 }),
    default: 0,
    defaultSays: '0, all is kept',
    says: 'Days after which events are trimmed from the log; devices that were away longer start anew.',
    example: '365',
  }),
  registration: option({
    kind: oneOf('open', 'invite', 'closed'),
    default: 'open',
    says: 'Who may register a device: anyone, only with an invite, or nobody.',
    example: 'invite',
  }),
  openJoin: option({
    kind: either('true', 'false'),
    default: false,
    says: 'Lets any device join any user without asking, as a demo; refused on a public host without --force.',
    example: 'true',
  }),
  linkQuarantineHours: option({
    kind: wholeNumber({ min: 0, max: 8_760 }),
    default: 24,
    says: 'Hours in which a newly linked device may not approve links, revoke older devices or change recovery.',
    example: '0',
  }),
  rateLimits: option({
    kind: either('on', 'off'),
    default: true,
    says: 'Limits on rates, connects, logins, guesses and what an address has open; all others always hold.',
    example: 'off',
  }),
  web: option({
    kind: webClient,
    default: 'on',
    says: 'Serves the web client: on, off, or the folder of one that was built elsewhere.',
    example: 'off',
  }),
  metricsPort: option<number | null>({
    kind: wholeNumber({ min: 0, max: 65_535 }),
    default: null,
    defaultSays: 'off',
    says: 'Port for GET /metrics, on 127.0.0.1 only; 0 takes any free one.',
    example: '9464',
  }),
  logLevel: option({
    kind: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    default: 'info',
    says: 'The least grave messages that are logged.',
    example: 'debug',
  }),
  logFormat: option<'json' | 'pretty' | null>({
    kind: oneOf('json', 'pretty'),
    default: null,
    defaultSays: 'pretty on a terminal, else json',
    says: 'How log lines look.',
    example: 'json',
  }),
} satisfies Record<string, Option>;

export type OptionName = keyof typeof optionTable;

/** Limits whose largest value is fixed by the wire. */
const wireMax: Partial<Record<LimitName, number>> = { settingKeyChars: 128 };

/** One option for each entry of the protocol's limit table, named `limitFrameBytes` and so on. */
export const limitOptions: ReadonlyMap<
  string,
  { readonly limit: LimitName; readonly option: Option<number> }
> = new Map(
  Object.entries(limitTable).map(([key, { value, says }]) => {
    const limit = key as LimitName;
    const entry = option({
      kind: wholeNumber({ min: 1, max: wireMax[limit] ?? timerMax }),
      default: value,
      says: `${says[0]?.toUpperCase()}${says.slice(1)}.`,
      example: String(value),
    });
    return [`limit${limit[0]?.toUpperCase()}${limit.slice(1)}`, { limit, option: entry }];
  }),
);

/** Every option under its name, limits last. */
export const options: ReadonlyMap<string, Option> = new Map<string, Option>([
  ...Object.entries(optionTable),
  ...[...limitOptions].map(([name, { option: entry }]): [string, Option] => [name, entry]),
]);

/** Options that a later build may have; setting one is refused with this text. */
export const absentOptions: ReadonlyMap<string, string> = new Map([
  ['databaseUrl', 'this build stores in SQLite only, in the data directory; it does not have PostgreSQL yet'],
  ['redisUrl', 'this build runs as one node; it does not have Redis yet'],
]);
