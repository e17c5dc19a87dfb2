/**
 * A bare `ws` echo with the sizes of Kith's messages: `node ws-echo.ts <stamped> <ack bytes> <event bytes>`.
 *
 * The sender gets an ack and an event, everybody else the event. Either the acks or the events hold what was sent,
 * by which the load generator knows them.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

const [stamped = 'ack', ...sizes] = process.argv.slice(2);
const [ackBytes = 0, eventBytes = 0] = sizes.map(Number);
const [blankAck, padding] = [Buffer.alloc(ackBytes, 'x'), Buffer.alloc(eventBytes, 'x')];

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const event = stamped === 'event' ? Buffer.concat([data, padding], eventBytes) : padding;
    for (const other of server.clients) other.send(event, { binary: false });
    socket.send(stamped === 'ack' ? data.subarray(0, ackBytes) : blankAck, { binary: false });
  });
});
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
console.log(JSON.stringify({ msg: 'ready', url: `http://127.0.0.1:${port}` }));
