/** Metrics of the process, as `prom-client` takes them: processor, memory, handles, event loop, garbage. */
import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | undefined;

/** The registry of the process. There is one: what it watches cannot be unwatched. */
export function processRegistry(): Registry {
  if (registry === undefined) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
  }
  return registry;
}
