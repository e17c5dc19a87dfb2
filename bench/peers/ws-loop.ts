/** The bare `ws` loop that everybody writes first: what one client sends, `send` gives to every client. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  perMessageDeflate: false,
  handleProtocols: () => 'kith.v1',
});
server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    for (const client of server.clients) client.send(data, { binary: false });
  });
});
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
console.log(JSON.stringify({ msg: 'ready', url: `http://127.0.0.1:${port}` }));
