/** Stands in for a web client that is not built: tells whoever opens the server in a browser what to do. */
import { replyHeaders } from '../reply-headers.ts';
import type { WebDoor } from './door.ts';
import { wantsPage } from './preferences.ts';
import { readTarget } from './target.ts';

/** Makes the door; `why` is told as it stands. */
export function createUnbuiltDoor(why: string): WebDoor {
  const text = `This is a Kith server, and ${why}.\nIts programming interface is at /v1/openapi.json.\n`;
  return (request, response) => {
    const target = readTarget(request);
    if (target === undefined || !(target.path === '/' || wantsPage(request.headers.accept))) return false;
    response.writeHead(404, {
      ...replyHeaders,
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(Buffer.byteLength(text)),
    });
    response.end(request.method === 'HEAD' ? undefined : text);
    return true;
  };
}
