/** The WebSocket door: `GET /v1/socket` with the subprotocol of the contract. */
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  contractLevel,
  errorBody,
  errorTable,
  type Limits,
  type Refusal,
  refuse,
  subprotocol,
} from '@kith/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../base/clock.ts';
import { newId, type Random } from '../../base/random.ts';
import type { Remote } from '../../commands/caller.ts';
import type { Guards } from '../../commands/guards.ts';
import type { Connections } from '../../connection/connections.ts';
import type { OriginRule } from '../origin.ts';
import type { FindRemote } from '../remote.ts';
import { SocketTransport } from './socket.ts';

/** The path of the door. */
const path = '/v1/socket';

/** Chunks of a message that may wait to be read; bounded against fragments that never end. */
const chunksMax = 4096;

export interface WebSocketDoorMeans {
  readonly connections: Connections;
  readonly guards: Guards;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: Limits;
  readonly originAllowed: OriginRule;
  readonly findRemote: FindRemote;
}

/** Opens the door on an HTTP server. */
export function openWebSocketDoor(server: Server, means: WebSocketDoorMeans): void {
  const { limits } = means;
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
    maxFragments: limits.fragments,
    maxBufferedChunks: chunksMax,
    handleProtocols: (offered: Set<string>) => (offered.has(subprotocol) ? subprotocol : false),
  });
  sockets.on('headers', (headers: string[]) => headers.push(`kith-level: ${contractLevel}`));
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const remote = means.findRemote(request);
    const refusal = refusalOf(means, request, remote);
    if (refusal !== undefined) refuseUpgrade(stream, refusal, newId(means.random, 'req'));
    else sockets.handleUpgrade(request, stream, head, (socket) => accept(means, socket, stream, remote));
  });
}

function refusalOf(means: WebSocketDoorMeans, request: IncomingMessage, remote: Remote): Refusal | undefined {
  const { headers, url = '' } = request;
  if (url.split('?')[0] !== path) return refuse('not-found');
  if (!means.originAllowed(headers.origin))
    return refuse('forbidden', { hint: 'this origin is not allowed' });
  const offered = headers['sec-websocket-protocol']?.split(',').map((name) => name.trim()) ?? [];
  if (!offered.includes(subprotocol))
    return refuse('bad-request', { hint: `the subprotocol is ${subprotocol}` });
  const tooMany = means.guards.connect(remote.ip);
  if (tooMany !== undefined) return tooMany;
  if (means.connections.hasRoom) return undefined;
  return refuse('unavailable', { retryAfterMs: means.random.int(5_000, 15_000) });
}

function accept(means: WebSocketDoorMeans, socket: WebSocket, stream: Duplex, remote: Remote): void {
  const connection = means.connections.accept(new SocketTransport(socket, stream, means.clock), remote);
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) connection.close(4500, 'frames are text');
    else connection.receive(data);
  });
  socket.on('pong', () => connection.alive());
  socket.on('ping', () => connection.alive());
  socket.on('close', () => connection.gone());
  // `ws` closes a socket that breaks the framing with the code of RFC 6455 §7.4.1.
  socket.on('error', () => connection.gone());
}

/** Answers an upgrade with a plain HTTP error (RFC 9457) and ends the stream. */
function refuseUpgrade(stream: Duplex, refusal: Refusal, requestId: string): void {
  const { status, text } = errorTable[refusal.code];
  const body = JSON.stringify({ type: 'about:blank', title: text, status, ...errorBody(refusal, requestId) });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    'cache-control: no-store',
    `kith-level: ${contractLevel}`,
  ];
  if (refusal.retryAfterMs !== undefined)
    lines.push(`retry-after: ${Math.ceil(refusal.retryAfterMs / 1000)}`);
  stream.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
