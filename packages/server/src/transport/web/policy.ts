/** What pages of the web client may do in a browser, told by headers. */

/** Powers of the browser that no page of ours uses; only names that every browser knows, or it complains. */
const unusedPowers = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
];

/** The content security policy of a page (CSP 3): our own files, the inline scripts of the build, nobody else. */
function contentPolicy({ scripts, sockets }: Omit<PageParts, 'trusted'>): string {
  const sources: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...scripts.map((hash) => `'${hash}'`)],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    // Not every browser takes 'self' for the WebSocket of the same host.
    'connect-src': ["'self'", ...sockets],
    'manifest-src': ["'self'"],
    'worker-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    // No text becomes code or markup, not even by a mistake of ours (Trusted Types).
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ["'none'"],
  };
  return Object.entries(sources)
    .map(([directive, values]) => `${directive} ${values.join(' ')}`)
    .join('; ');
}

/** What the pages of a server are told, besides what the build says. */
export interface PageRules {
  /** Where a page may open a WebSocket. */
  readonly sockets: readonly string[];
  /** Browsers trust the connection: https, or this machine. */
  readonly trusted: boolean;
}

interface PageParts extends PageRules {
  /** Hashes of the page's inline scripts. */
  readonly scripts: readonly string[];
}

/** The headers of a page, besides those of every reply. */
export function pageHeaders(parts: PageParts): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentPolicy(parts),
    // Elsewhere it would be ignored, with an error in the console of every page.
    ...(parts.trusted && { 'cross-origin-opener-policy': 'same-origin' }),
    'permissions-policy': unusedPowers.map((power) => `${power}=()`).join(', '),
  };
}
