/** Two devices with TinyBase's own client: a `MergeableStore` each, synchronized over WebSocket as its guide has it. */
import { createMergeableStore } from 'tinybase/mergeable-store';
import { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client';
import { WireCounter } from './counted-socket.ts';
import type { DevicePair } from './pair.ts';

/** As its server has it. */
const requestSeconds = 5;

/** `name`: of the path, which is what TinyBase keeps apart. */
export async function tinybasePair(url: string, name: string): Promise<DevicePair> {
  const wire = new WireCounter();
  const device = async () => {
    const store = createMergeableStore();
    const socket = await wire.open(`${url}/${name}`);
    const synchronizer = await createWsSynchronizer(store, socket, requestSeconds);
    await synchronizer.startSync();
    return { store, synchronizer };
  };
  const [first, second] = [await device(), await device()];
  return {
    set: (key, value) => void first.store.setValue(key, value),
    setAll: (values) => void first.store.setValues(values),
    onShown: (listener) => void second.store.addValueListener(null, listener),
    shown: (key) => second.store.getValue(key),
    values: () => [{ ...first.store.getValues() }, { ...second.store.getValues() }],
    wireBytes: () => wire.bytes,
    async [Symbol.asyncDispose]() {
      await first.synchronizer.destroy();
      await second.synchronizer.destroy();
    },
  };
}
