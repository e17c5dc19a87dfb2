/** The HTTP server that the doors are on: its limits against requests that never end, and its port. */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { contractLevel } from '@kith/protocol';
import { assert } from '../base/assert.ts';
import type { Config } from './config/config.ts';
import { envName } from './config/option.ts';
import { ConfigProblem } from './config/problem.ts';
import { boundSockets, type SocketBounds } from './sockets.ts';

const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
  // Browsers send the cookies of all ports of a host, 180 at most: each device that they remember has one.
  maxHeaderSize: 32 * 1024,
  // A request without a host is answered by the door, like every other one that cannot be read.
  requireHostHeader: false,
  // Offers of other protocols are none that must be taken (RFC 9110 §7.8): such a request is an ordinary one.
  shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
} as const;

const backlog = 1024;

type FirstDoor = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A server that listens. */
export interface Listening {
  readonly server: Server;
  readonly port: number;
  /** Answers from now on; whoever came before was asked to come again. */
  answer(listener: RequestListener): void;
  /** Is asked before whoever answers, also while nobody does yet; says whether it took the request. */
  answerFirst(door: FirstDoor): void;
  /** Takes no new requests and resolves when those under way are answered. */
  close(): Promise<void>;
}

interface ListenOptions extends Pick<Config, 'host' | 'port'> {
  /** The option that chose the port. */
  readonly option?: 'port' | 'metricsPort';
  readonly bounds: SocketBounds;
  /** Headers of every reply, whatever else it says. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Listens. The port may be chosen by the system, and must be known before the rooms that name it. */
export async function listen({
  host,
  port,
  bounds,
  option = 'port',
  headers = {},
}: ListenOptions): Promise<Listening> {
  const server = createServer(limits);
  // Bounded by their size: a count would drop the headers behind it, unseen.
  server.maxHeadersCount = 0;
  let listener: RequestListener = (_, response) =>
    response.writeHead(503, { 'retry-after': '1', 'kith-level': String(contractLevel) }).end();
  let first: FirstDoor = () => false;
  let closing = false;
  const mayBegin = boundSockets(server, bounds);
  server.on('request', (request, response) => {
    if (!mayBegin(request, response)) return;
    // A connection that is kept alive would keep the server too.
    if (closing) response.setHeader('connection', 'close');
    response.once('close', () => closing && server.closeIdleConnections());
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!first(request, response)) listener(request, response);
  });
  // Nobody has to meet an expectation (RFC 9110 §10.1.1), and a refusal by Node would not be one of ours.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(portProblem(cause, { host, port, option })),
    );
    server.listen({ host, port, backlog }, resolve);
  });
  const address = server.address();
  assert(address !== null && typeof address === 'object', 'a listening server has an address');
  return {
    server,
    port: address.port,
    answer(next) {
      listener = next;
    },
    answerFirst(door) {
      first = door;
    },
    close: () =>
      new Promise((closed) => {
        closing = true;
        server.close(() => closed());
        server.closeIdleConnections();
      }),
  };
}

function portProblem(
  cause: NodeJS.ErrnoException,
  { host, port, option }: Required<Omit<ListenOptions, 'bounds' | 'headers'>>,
): ConfigProblem {
  const inUse = cause.code === 'EADDRINUSE';
  return new ConfigProblem({
    code: 'port',
    message: inUse ? `Port ${port} is in use.` : `Cannot listen on ${host}:${port} (${cause.code}).`,
    fix: inUse
      ? `stop what listens there, or set ${envName(option)} to a free port`
      : 'set KITH_HOST to an address of this machine',
    cause,
  });
}
