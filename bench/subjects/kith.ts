/** Kith as it is measured: the whole server at full durability, only the limits on rates and counts lifted. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Load } from '../tools/wsload.ts';
import { Subject, type SubjectOptions } from './process.ts';

const main = join(import.meta.dirname, '../../packages/server/src/cli/main.ts');
const plenty = '100000';

export interface KithOptions extends Pick<SubjectOptions, 'probes' | 'nodeOptions'> {
  /** A server that ran before: its data and its port are taken over, so that its tokens are good. */
  readonly after?: Subject;
}

/** Starts a server, on an empty data directory where it comes after no other. */
export function startKith({ after, ...options }: KithOptions = {}): Promise<Subject> {
  return Subject.start({
    ...options,
    run: [main, 'start'],
    env: {
      KITH_PORT: String(after?.port ?? 0),
      KITH_DATA_DIR: join(after?.dir ?? '', 'data'),
      KITH_LOG_FORMAT: 'json',
      KITH_RATE_LIMITS: 'off',
      KITH_OPEN_JOIN: 'true',
      KITH_LIMIT_USER_SOCKETS: plenty,
      KITH_LIMIT_USER_DEVICES: plenty,
      KITH_LIMIT_PENDING_SOCKETS: plenty,
    },
  });
}

/** Connections that say hello with the tokens in a file, one a line. */
export function kithConnections(
  kith: Subject,
  tokens: string,
): Pick<Load, 'port' | 'path' | 'headers' | 'steps' | 'lines' | 'pid'> {
  return {
    port: kith.port,
    pid: kith.pid,
    path: '/v1/socket',
    headers: ['Sec-WebSocket-Protocol: kith.v1'],
    steps: ['=>{"jsonrpc":"2.0","id":0,"method":"hello","params":{"token":"%L"}}', '*"connection"=>'],
    lines: tokens,
  };
}

let runs = 0;

/** A `settings.set` with one op. Every load has ids and a key of its own; `%M` goes where it is said. */
export function settingsSet({ id = '%N', value = 'x'.repeat(64) }: { id?: string; value?: string }): string {
  runs += 1;
  const op = `{"id":"${runs}-%N","key":"k${runs}","value":"${value}","base":0,"ageMs":0}`;
  return `{"jsonrpc":"2.0","id":"${id}","method":"settings.set","params":{"app":"bench","ops":[${op}]}}`;
}

/** A `messages.send` into the chat of the connection's line. Every load has ids of its own; `%M` goes where it is said. */
export function messageSend({ id = '%N', text = 'x'.repeat(64) }: { id?: string; text?: string }): string {
  runs += 1;
  const params = `{"id":"${runs}-%N","chat":"%C","text":"${text}"}`;
  return `{"jsonrpc":"2.0","id":"${id}","method":"messages.send","params":${params}}`;
}

/** Events of one type that are on disk; ask when the server is gone. */
export function eventsOnDisk(kith: Subject, type: string): number {
  const db = new DatabaseSync(join(kith.dir, 'data/kith.db'), { readOnly: true });
  try {
    const row = db.prepare('SELECT count(*) AS n FROM events WHERE type = ?').get(type);
    return Number(row?.n);
  } finally {
    db.close();
  }
}
