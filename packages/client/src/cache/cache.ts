/** The port to what a device keeps of its state between two lives of an app: texts under names, by four calls. */

/**
 * Where a client keeps values, chats and what is unsent on this device. Losing it loses nothing that the server has.
 * What is written is JSON. Each call stands alone; a write that resolved is kept, through a crash too.
 */
export interface LocalCache {
  /** What stands there; undefined: nothing. What cannot be read as JSON may be given as its text. */
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  /** The names that begin so. */
  keys(prefix: string): Promise<readonly string[]>;
}
