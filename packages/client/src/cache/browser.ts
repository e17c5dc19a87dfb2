/** The cache of a browser: one object store in IndexedDB, shared by all tabs of the origin. */
import type { LocalCache } from './cache.ts';

interface Asked<T> {
  readonly result: T;
  readonly error: unknown;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}

interface Store {
  get(key: string): Asked<unknown>;
  put(value: unknown, key: string): Asked<unknown>;
  delete(key: string): Asked<unknown>;
  getAllKeys(range: unknown): Asked<string[]>;
}

interface Transaction {
  readonly error: unknown;
  objectStore(name: string): Store;
  commit?(): void;
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
}

interface Database {
  createObjectStore(name: string): unknown;
  transaction(name: string, mode: 'readonly' | 'readwrite'): Transaction;
  close(): void;
  onversionchange: (() => void) | null;
  onclose: (() => void) | null;
}

interface Opening extends Asked<Database> {
  readonly transaction: { objectStore(name: string): { name: string } } | null;
  onupgradeneeded: ((event: { readonly oldVersion: number }) => void) | null;
}

interface Globals {
  readonly indexedDB?: { open(name: string, version: number): Opening };
  readonly IDBKeyRange?: { bound(low: string, high: string): unknown };
}

const store = 'kept';

/** The first version of the database held chats alone, and was named so. */
const [version, storeOfFirst] = [2, 'chats'];

/** The cache of this browser; null where there is none. */
export function browserCache(): LocalCache | null {
  const { indexedDB, IDBKeyRange } = globalThis as unknown as Globals;
  if (indexedDB === undefined || IDBKeyRange === undefined) return null;
  let opened: Promise<Database> | undefined;
  const open = () => {
    opened ??= new Promise<Database>((resolve, reject) => {
      const asked = indexedDB.open('kith', version);
      asked.onupgradeneeded = ({ oldVersion }) => {
        const first = oldVersion === 1 ? asked.transaction?.objectStore(storeOfFirst) : undefined;
        if (first === undefined) asked.result.createObjectStore(store);
        else first.name = store;
      };
      asked.onerror = () => reject(asked.error);
      asked.onsuccess = () => {
        const database = asked.result;
        const forget = () => {
          opened = undefined;
        };
        // Another tab may want to change or delete it.
        database.onversionchange = () => {
          database.close();
          forget();
        };
        database.onclose = forget;
        resolve(database);
      };
    });
    // One that cannot be opened now may be later.
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  const ask = async <T>(mode: 'readonly' | 'readwrite', work: (store: Store) => Asked<T>): Promise<T> => {
    const database = await open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const asked = work(transaction.objectStore(store));
      // A page that is being left does not live to see its last write succeed: this one waits for nothing more of it.
      transaction.commit?.();
      // What was asked for has succeeded before: only here it is kept.
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };
  return {
    read: (key) => ask('readonly', (it) => it.get(key)),
    write: async (key, value) => void (await ask('readwrite', (it) => it.put(value, key))),
    remove: async (key) => void (await ask('readwrite', (it) => it.delete(key))),
    keys: (prefix) => ask('readonly', (it) => it.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
  };
}
