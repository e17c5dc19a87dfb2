/**
 * TinyBase's WebSocket server as its guide has it: it merges what devices send into a store for each path, passes it on,
 * and saves the whole store after it changed, into a file that is written anew and renamed, without `fsync`.
 *
 * It passes changes on before they are saved, asks nobody who they are, and keeps no history. Its persisters watch what
 * they save to. The one for `node:sqlite` takes each of its own saves for a change from outside and sends everything to
 * everybody; that for files does so only where one save comes soon after another.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createMergeableStore } from 'tinybase/mergeable-store';
import { createFilePersister } from 'tinybase/persisters/persister-file';
import { createWsServer } from 'tinybase/synchronizers/synchronizer-ws-server';
import { WebSocketServer } from 'ws';

/** Instead of the usual second: a request that got no answer by then is given up, and a busy machine may take longer. */
const requestSeconds = 5;

const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
createWsServer(
  sockets,
  (path) => createFilePersister(createMergeableStore(), `${path}.json`),
  // It asks a path's devices for what they have when there is no other than the one that has just come.
  () => undefined,
  requestSeconds,
);
await once(sockets, 'listening');
const { port } = sockets.address() as AddressInfo;
console.log(JSON.stringify({ msg: 'ready', url: `http://127.0.0.1:${port}` }));
