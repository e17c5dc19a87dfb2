/** The web door: answers what asks for a file of the web client, and leaves everything else to the HTTP door. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { replyHeaders } from '../reply-headers.ts';
import { codings } from './manifest.ts';
import { type PageRules, pageHeaders } from './policy.ts';
import { chooseCoding, wantsPage } from './preferences.ts';
import type { Site, SiteFile } from './site.ts';
import { readTarget } from './target.ts';

/** Answers a request and says so, or leaves it alone. */
export type WebDoor = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Makes the door. */
export function createWebDoor(site: Site, rules: PageRules): WebDoor {
  return (request, response) => {
    const target = readTarget(request);
    if (target === undefined) return false;
    const { path, query } = target;
    const found = site.find(path);
    if (found?.kind === 'file') sendFile(found.file, { request, response, rules, status: 200 });
    else if (found?.kind === 'moved') sendAway(encodeURI(found.to) + query, response);
    else if (site.notFound !== undefined && wantsPage(request.headers.accept))
      sendFile(site.notFound, { request, response, rules, status: 404 });
    else return false;
    return true;
  };
}

interface Sending {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly rules: PageRules;
  readonly status: 200 | 404;
}

function sendFile(file: SiteFile, { request, response, rules, status }: Sending): void {
  const { headers } = request;
  const offered = codings.filter((coding) => file.coded.has(coding));
  const coding = chooseCoding(headers['accept-encoding']?.toString(), offered);
  const bytes = (coding && file.coded.get(coding)) ?? file.plain;
  // Each coding has a tag of its own: the bytes differ (RFC 9110 §8.8.3.3).
  const tag = `"${file.digest}${coding === undefined ? '' : `-${coding}`}"`;
  const told = {
    ...replyHeaders,
    ...(file.scripts && pageHeaders({ scripts: file.scripts, ...rules })),
    ...(offered.length > 0 && { vary: status === 404 ? 'accept, accept-encoding' : 'accept-encoding' }),
  };
  if (status === 404) {
    // It answers for a path that may be one tomorrow.
    response.writeHead(404, { ...told, ...contentHeaders(file.type, coding, bytes) });
    response.end(request.method === 'HEAD' ? undefined : bytes);
    return;
  }
  const kept = { ...told, etag: tag, 'cache-control': cacheRule(file) };
  if (knows(headers['if-none-match'], tag)) {
    // With every header, since a browser renews the kept ones by these.
    response.writeHead(304, kept).end();
    return;
  }
  response.writeHead(200, { ...kept, ...contentHeaders(file.type, coding, bytes) });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function contentHeaders(
  type: string,
  coding: string | undefined,
  bytes: Uint8Array,
): Readonly<Record<string, string>> {
  return {
    'content-type': type,
    'content-length': String(bytes.byteLength),
    ...(coding !== undefined && { 'content-encoding': coding }),
  };
}

/** A page is asked for each time, so that everyone has the newest client with the next load. */
function cacheRule({ immutable }: SiteFile): string {
  return immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** Weak comparison, as RFC 9110 §13.1.2 wants it here. */
function knows(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch?.trim() === '*') return true;
  return (ifNoneMatch ?? '').split(',').some((known) => known.trim().replace(/^W\//, '') === tag);
}

function sendAway(location: string, response: ServerResponse): void {
  response.writeHead(308, { ...replyHeaders, location, 'content-length': '0' }).end();
}
