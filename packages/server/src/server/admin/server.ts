/** The admin server: HTTP on a unix socket that only the server's own user can reach. */
import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { errorTable, refuse } from '@kith/protocol';
import type { Outcome } from '../../domain/command.ts';
import { StoreFault } from '../../store/port.ts';
import { ConfigProblem } from '../config/problem.ts';
import { makeDirectories } from '../directories.ts';
import type { AdminMeans, Operation } from './operation.ts';
import { operations } from './operations.ts';
import type { Status } from './status.ts';

const bodyBytesMax = 64 * 1024;

/** What the admin server works with. */
export interface AdminServerMeans extends AdminMeans {
  /** How the server is. */
  status(): Promise<Status> | Status;
  /** Told of errors that are our own mistakes. */
  onBug(error: unknown, operation: string): void;
}

/** A running admin server. */
export interface AdminServer {
  /** Waits for operations under way, then stops to listen. */
  close(): Promise<void>;
}

/** Listens on the admin socket of the data directory, whose database the caller owns. Throws `ConfigProblem`. */
export async function createAdminServer(means: AdminServerMeans): Promise<AdminServer> {
  const path = means.dir.adminSocket;
  // The data directory is the operator's own affair; elsewhere, others may have prepared a place.
  if (dirname(path) !== means.dir.path) makePrivateDir(dirname(path));
  // The lock of the database is ours, so a socket that is there was left behind by a process that died.
  rmSync(path, { force: true });
  const server = createServer((request, response) => void answer(means, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

/** Makes the directory of the socket; one that others could have prepared is refused. */
function makePrivateDir(path: string): void {
  makeDirectories(path);
  const { mode, uid } = lstatSync(path);
  const ours = uid === process.getuid?.() || process.getuid?.() === 0;
  if (ours && (mode & 0o022) === 0) return;
  throw new ConfigProblem({
    code: 'admin-socket',
    message: `Other users of this machine can write to ${path}, where the admin socket stands.`,
    fix: `let the user that runs the server own it: chown and chmod 700 ${path}`,
  });
}

async function answer(
  means: AdminServerMeans,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = (request.url ?? '').slice(1);
  let outcome: Outcome;
  try {
    outcome = await run(means, name, request);
  } catch (error) {
    if (!(error instanceof StoreFault)) means.onBug(error, name);
    outcome = refuse(error instanceof StoreFault ? error.code : 'internal');
  }
  response.writeHead(outcome.ok ? 200 : errorTable[outcome.code].status, {
    'content-type': 'application/json',
    connection: 'close',
  });
  response.end(JSON.stringify(outcome));
}

async function run(means: AdminServerMeans, name: string, request: IncomingMessage): Promise<Outcome> {
  if (request.method !== 'POST') return refuse('bad-request', { hint: 'operations are called by POST' });
  const body = await read(request);
  if (name === 'status') return { ok: true, result: await means.status() };
  const entry = Object.hasOwn(operations, name) ? operations[name as keyof typeof operations] : undefined;
  if (entry === undefined) return refuse('not-found', { hint: `there is no operation ${name}` });
  const { params: schema, run: execute } = entry as Operation<unknown, unknown>;
  const params = schema.safeParse(body);
  if (!params.success) {
    const [issue] = params.error.issues;
    return refuse('validation-failed', { hint: `${issue?.path.join('.')}: ${issue?.message}` });
  }
  return execute(means, params.data);
}

/** The body as JSON; undefined where it is none. */
async function read(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > bodyBytesMax) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
