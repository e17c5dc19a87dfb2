/** What outlives the page beside the edits themselves: small records of this device, each under a name of its own. */

/** Where they are kept. A fault of the store loses nothing but what would have been kept. */
export interface Keep {
  read(name: string): Promise<unknown>;
  write(name: string, record: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  /** Names that begin so. */
  keys(beginning: string): Promise<readonly string[]>;
}

/** The records whose names begin so. */
export async function recordsIn<T>(keep: Keep, beginning: string): Promise<readonly T[]> {
  const names = await keep.keys(beginning);
  const found = await Promise.all(names.map((name) => keep.read(name)));
  return found.filter((it) => it !== undefined) as T[];
}
