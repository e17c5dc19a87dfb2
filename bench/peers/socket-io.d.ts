/** What is used of Socket.IO, for the checks of types: the package itself is installed only when a bench needs it. */
declare module 'socket.io' {
  import type { Server as HttpServer } from 'node:http';

  interface Socket {
    on(event: 'join', listener: (room: string) => void): void;
    on(event: 'say', listener: (room: string, text: string) => void): void;
    join(room: string): Promise<void> | void;
    emit(event: string, ...data: unknown[]): void;
  }

  export class Server {
    constructor(http: HttpServer, options: { transports: readonly string[]; serveClient: boolean });
    on(event: 'connection', listener: (socket: Socket) => void): void;
    to(room: string): { emit(event: string, ...data: unknown[]): void };
  }
}
