/** The WebSocket door: `GET /v1/socket` with the subprotocol of the contract. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { contractLevel, type Limits, type Refusal, refuse, subprotocol } from '@kith/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../base/clock.ts';
import { newId, type Random } from '../../base/random.ts';
import type { Remote } from '../../commands/caller.ts';
import type { Guards } from '../../commands/guards.ts';
import type { Connections } from '../../connection/connections.ts';
import type { OriginRule } from '../origin.ts';
import { endWithProblem, problemOf } from '../problem.ts';
import type { FindRemote } from '../remote.ts';
import { SocketTransport } from './socket.ts';

/** The path of the door. */
const path = '/v1/socket';

/** Chunks of a message that may wait to be read; bounded against fragments that never end. */
const chunksMax = 4096;

/** What a refused client should try instead (RFC 6455 §4.4). */
const handshake = { 'sec-websocket-version': '13' };

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
  const turnAway = (stream: Duplex, refusal: Refusal) =>
    endWithProblem(stream, problemOf(refusal, newId(means.random, 'req')), handshake);
  sockets.on('headers', (headers: string[]) => headers.push(`kith-level: ${contractLevel}`));
  sockets.on('wsClientError', ({ message }: Error, stream: Duplex) =>
    turnAway(stream, refuse('bad-request', { hint: message })),
  );
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const remote = means.findRemote(request);
    const refusal = refusalOf(means, request, remote);
    if (refusal !== undefined) turnAway(stream, refusal);
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
  const transport = new SocketTransport(socket, stream, means.clock);
  const connection = means.connections.accept(transport, remote);
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) connection.close(4500, 'frames are text');
    else connection.receive(data);
  });
  socket.on('pong', () => connection.alive());
  socket.on('ping', () => connection.alive());
  socket.on('close', () => connection.gone('left'));
  // Half a socket is none: who does not send any more may never read either.
  stream.once('end', () => {
    connection.gone('left');
    transport.destroy();
  });
  // `ws` closes a socket that breaks the framing with the code of RFC 6455 §7.4.1.
  socket.on('error', () => connection.gone('broken'));
}
