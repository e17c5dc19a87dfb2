/** The target of a request that may be for the web client: the decoded path, and the query as it came. */
import type { IncomingMessage } from 'node:http';

interface Target {
  readonly path: string;
  readonly query: string;
}

/** Paths of the other doors: what is wrong there is told as a problem, also to a browser. */
const otherDoors = /^\/(v1|\.well-known)(\/|$)|^\/(healthz|readyz)$/;

/** Reads it; undefined where the request is for another door, or its target is none. */
export function readTarget({ method, url = '' }: IncomingMessage): Target | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || !url.startsWith('/')) return undefined;
  const at = url.indexOf('?');
  const path = decodePath(at < 0 ? url : url.slice(0, at));
  if (path === undefined || otherDoors.test(path)) return undefined;
  return { path, query: at < 0 ? '' : url.slice(at) };
}

/** Decoded once and by segments; undefined where that cannot be done, or a segment hides a slash. */
function decodePath(raw: string): string | undefined {
  try {
    const segments = raw.split('/').map((segment) => decodeURIComponent(segment));
    return segments.some((segment) => segment.includes('/')) ? undefined : segments.join('/');
  } catch {
    return undefined;
  }
}
