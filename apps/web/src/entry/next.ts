/** Where a person wanted to go before they had to log in: a path of this site, and nothing else. */

/** Pages that would only lead back here. */
const doors = ['/login', '/register'];

/** The path in `?next=`, as the router takes it; null: none that may be followed. */
export function nextIn(search: string, origin: string): string | null {
  const asked = new URLSearchParams(search).get('next');
  if (asked?.startsWith('/') !== true || !URL.canParse(asked, origin)) return null;
  // Read as a browser reads it: `/\evil` and `//evil` are other sites.
  const url = new URL(asked, origin);
  if (url.origin !== origin || url.pathname.startsWith('//')) return null;
  return doors.includes(url.pathname) ? null : url.pathname + url.search + url.hash;
}

/** A page of the way in, which still knows where that way leads. */
export function withNext(path: string, next: string | null): string {
  return next === null ? path : `${path}?next=${encodeURIComponent(next)}`;
}

/** Whether somebody is on the way to join with a code. */
export function leadsToLink(next: string | null): next is string {
  return next !== null && /^\/link(?:[?#]|$)/.test(next);
}
