/** A cache that is gone with the process: for tests, and for whoever wants no trace. */
import type { LocalCache } from './cache.ts';

/** Keeps copies in memory. */
export function memoryCache(): LocalCache {
  const kept = new Map<string, string>();
  return {
    async read(key) {
      const text = kept.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    async write(key, value) {
      kept.set(key, JSON.stringify(value));
    },
    async remove(key) {
      kept.delete(key);
    },
    keys: async (prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)).sort(),
  };
}
