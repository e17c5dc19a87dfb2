/**
 * Socket.IO as its guide has it: who says `join` is in a room, and what is said there goes to everybody in it.
 *
 * Nothing is kept, nobody is asked who they are.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

const http = createServer();
const server = new Server(http, { transports: ['websocket'], serveClient: false });
server.on('connection', (socket) => {
  socket.on('join', async (room: string) => {
    await socket.join(room);
    socket.emit('joined');
  });
  socket.on('say', (room: string, text: string) => {
    server.to(room).emit('said', text);
  });
});
http.listen(0, '127.0.0.1');
await once(http, 'listening');
const { port } = http.address() as AddressInfo;
console.log(JSON.stringify({ msg: 'ready', url: `http://127.0.0.1:${port}` }));
