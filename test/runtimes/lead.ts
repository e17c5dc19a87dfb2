/** A network lead that can be pulled: the sockets of one client end, and no new ones open until it is plugged in. */
import { type Environment, nativeEnvironment, type Socket } from '@kith/client';

/** Nobody listens there. */
const nowhere = 'ws://127.0.0.1:1';

export class Lead {
  readonly environment: Environment;
  readonly #sockets = new Set<Socket>();
  #isPulled = false;

  constructor() {
    this.environment = {
      ...nativeEnvironment,
      openSocket: (url, protocol, ears) => {
        const socket = nativeEnvironment.openSocket(this.#isPulled ? nowhere : url, protocol, {
          ...ears,
          closed: (code, reason) => {
            this.#sockets.delete(socket);
            ears.closed(code, reason);
          },
        });
        this.#sockets.add(socket);
        return socket;
      },
    };
  }

  pull(): void {
    this.#isPulled = true;
    for (const socket of this.#sockets) socket.close();
  }

  plug(): void {
    this.#isPulled = false;
  }
}
