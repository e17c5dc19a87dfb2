/** The metrics door: `GET /metrics` and nothing else, for this machine only. */
import type { RequestListener, ServerResponse } from 'node:http';
import { replyHeaders } from '../../transport/reply-headers.ts';
import { type Listening, listen } from '../listening.ts';

export interface MetricsDoor {
  readonly listening: Listening;
  readonly url: string;
}

const host = '127.0.0.1';
const path = '/metrics';

/** Scrapers are few. */
const bounds = { connections: 100 };

/** What a scrape gets. */
export interface Page {
  readonly type: string;
  readonly text: string;
}

/** Opens the door. Throws `ConfigProblem` where the port cannot be had. */
export async function openMetricsDoor(port: number): Promise<MetricsDoor> {
  const listening = await listen({ host, port, bounds, option: 'metricsPort' });
  return { listening, url: `http://${host}:${listening.port}${path}` };
}

/** Answers scrapes with what `write` gives. */
export function answerScrapes(write: () => Promise<Page>, onBug: (error: unknown) => void): RequestListener {
  return (request, response) => {
    if (request.url?.split('?')[0] !== path) end(response, 404);
    else if (request.method !== 'GET' && request.method !== 'HEAD')
      end(response, 405, { allow: 'GET, HEAD' });
    else {
      void write().then(
        ({ type, text }) => end(response, 200, { 'content-type': type }, text),
        (error: unknown) => {
          onBug(error);
          end(response, 500);
        },
      );
    }
  };
}

function end(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
  text = '',
): void {
  const length = { 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, { ...replyHeaders, ...length, ...headers }).end(text);
}
