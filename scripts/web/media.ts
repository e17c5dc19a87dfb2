/** The media types of the web client's files, and which of them get smaller when they are coded. */
import { extname } from 'node:path/posix';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** The media type of a file; undefined: of none that the server should serve. */
export function mediaTypeOf(file: string): string | undefined {
  return mediaTypes[extname(file).toLowerCase()];
}

/** Says whether bytes of this type get smaller. */
export function isText(mediaType: string): boolean {
  return /^text\/|^image\/svg|json$|^application\/wasm$|^image\/x-icon$/.test(mediaType.replace(/;.*/, ''));
}
