/** The site: the web client's files in memory, found by URL path alone. No path of a file is ever made of a request. */
import { type Coding, codings, type WebFile, type WebManifest } from './manifest.ts';

/** A file, ready to be sent. */
export interface SiteFile extends Pick<WebFile, 'type' | 'digest' | 'immutable' | 'scripts'> {
  readonly plain: Uint8Array;
  readonly coded: ReadonlyMap<Coding, Uint8Array>;
}

/** What stands at a path. */
export type Found =
  | { readonly kind: 'file'; readonly file: SiteFile }
  /** The one address of the page; a query goes along. */
  | { readonly kind: 'moved'; readonly to: string };

/** Finds files by path. */
export interface Site {
  find(path: string): Found | undefined;
  /** The page for paths that are none. */
  readonly notFound: SiteFile | undefined;
}

/**
 * Reads everything that the manifest names.
 *
 * It is kept in memory, some 3 MB with its codings: all requests share the bytes, no reply waits for a disk, and what
 * one server serves is of one build whatever is built beside it.
 */
export function openSite(manifest: WebManifest, read: (file: string) => Uint8Array): Site {
  const opened = new Map<string, SiteFile>();
  // Many paths have the same file: all pages are one.
  const open = (entry: WebFile): SiteFile => {
    const known = opened.get(entry.file);
    if (known !== undefined) return known;
    const { file, coded, ...rest } = entry;
    const copies = codings.flatMap((coding) => {
      const path = coded[coding];
      return path === undefined ? [] : [[coding, read(path)] as const];
    });
    const ready = { ...rest, plain: read(file), coded: new Map(copies) };
    opened.set(file, ready);
    return ready;
  };
  const files = new Map(Object.entries(manifest.files).map(([path, file]) => [path, open(file)]));
  return {
    find(path) {
      const file = files.get(path);
      if (file !== undefined) return { kind: 'file', file };
      // Only a page stands without a slash for which somebody may have written one.
      const bare = path.replace(/\/$/, '');
      return bare !== path && files.get(bare)?.scripts !== undefined
        ? { kind: 'moved', to: bare }
        : undefined;
    },
    notFound: manifest.notFound && open(manifest.notFound),
  };
}
