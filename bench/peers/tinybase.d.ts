/** What is used of TinyBase, for the checks of types: the package itself is installed only when a bench needs it. */
declare module 'tinybase/mergeable-store' {
  interface MergeableStore {
    setValue(key: string, value: string): this;
    setValues(values: Readonly<Record<string, string>>): this;
    getValue(key: string): unknown;
    getValues(): Record<string, unknown>;
    addValueListener(key: null, listener: () => void): string;
  }

  export function createMergeableStore(): MergeableStore;
}

declare module 'tinybase/synchronizers/synchronizer-ws-client' {
  import type { MergeableStore } from 'tinybase/mergeable-store';
  import type { WebSocket } from 'ws';

  interface Synchronizer {
    startSync(): Promise<this>;
    destroy(): Promise<this>;
  }

  export function createWsSynchronizer(
    store: MergeableStore,
    socket: WebSocket,
    requestTimeoutSeconds: number,
  ): Promise<Synchronizer>;
}

declare module 'tinybase/persisters/persister-file' {
  import type { MergeableStore } from 'tinybase/mergeable-store';

  export function createFilePersister(store: MergeableStore, path: string): object;
}

declare module 'tinybase/synchronizers/synchronizer-ws-server' {
  import type { WebSocketServer } from 'ws';

  export function createWsServer(
    server: WebSocketServer,
    persisterOf: (path: string) => object | undefined,
    onIgnoredError: (error: unknown) => void,
    requestTimeoutSeconds: number,
  ): object;
}
