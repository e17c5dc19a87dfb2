/** Holds the sockets of a page, or of a whole device, in hand: what comes can be kept back, and the line be cut. */
import type { BrowserContext, Page, WebSocketRoute } from 'playwright-core';

export interface Sockets {
  /** What the server says from now on waits. */
  hold(): void;
  /** It is heard, and all that comes after it. */
  release(): void;
  /** The line breaks, and every new one. */
  cut(): void;
  mend(): void;
}

/** To be called before the page, or the first one of the device, is loaded. */
export async function holdSockets(page: Page | BrowserContext): Promise<Sockets> {
  const open = new Set<WebSocketRoute>();
  let waiting: (() => void)[] | undefined;
  let isCut = false;
  await page.routeWebSocket(/\/v1\/socket/, (socket) => {
    if (isCut) {
      void socket.close();
      return;
    }
    open.add(socket);
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const hear = () => socket.send(message);
      if (waiting === undefined) hear();
      else waiting.push(hear);
    });
  });
  return {
    hold() {
      waiting ??= [];
    },
    release() {
      for (const hear of waiting ?? []) hear();
      waiting = undefined;
    },
    cut() {
      isCut = true;
      for (const socket of open) void socket.close();
      open.clear();
    },
    mend() {
      isCut = false;
    },
  };
}
