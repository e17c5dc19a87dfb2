/** Where a client remembers its devices and sessions: a port of two calls, and two stores behind it. */

/** A store of named texts. A browser's holds no secret; elsewhere it holds refresh tokens, so keep it private. */
export interface Storage {
  /** The text under this name; null: none. */
  read(name: string): Promise<string | null>;
  /** Puts a text there, or with null takes it away. Resolves once it is kept. */
  write(name: string, text: string | null): Promise<void>;
}

/** A store that is gone with the process. */
export function memoryStorage(): Storage {
  const texts = new Map<string, string>();
  return {
    read: async (name) => texts.get(name) ?? null,
    async write(name, text) {
      if (text === null) texts.delete(name);
      else texts.set(name, text);
    },
  };
}

interface WebStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/** The browser's `localStorage`; a store in memory where there is none, or where it is forbidden. */
export function browserStorage(): Storage {
  const web = localStorageOfPage();
  if (web === undefined) return memoryStorage();
  return {
    read: async (name) => web.getItem(name),
    async write(name, text) {
      if (text === null) web.removeItem(name);
      else web.setItem(name, text);
    },
  };
}

function localStorageOfPage(): WebStorage | undefined {
  try {
    const { document, localStorage } = globalThis as { document?: unknown; localStorage?: WebStorage };
    return document === undefined ? undefined : localStorage;
  } catch {
    return undefined;
  }
}
