/** Requests that the HTTP parser does not take: answered like every other refusal, and their connection ends. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Refusal, refuse } from '@kith/protocol';
import { newId, type Random } from '../../base/random.ts';
import { endWithProblem, problemOf } from '../problem.ts';
import { replyHeaders } from '../reply-headers.ts';

/** What the parser calls too much of something; all else that it says is about syntax. */
const overflows: ReadonlySet<string> = new Set(['HPE_HEADER_OVERFLOW', 'HPE_CHUNK_EXTENSIONS_OVERFLOW']);

/** Answers them on a server from now on. */
export function answerUnreadable(server: Server, random: Random): void {
  const replying = new WeakMap<Duplex, Set<ServerResponse>>();
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const responses = replying.get(socket) ?? new Set();
    replying.set(socket, responses.add(response));
    response.once('close', () => responses.delete(response));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, stream: Duplex) => {
    const underWay = [...(replying.get(stream) ?? [])];
    // These bytes would be taken for the reply to a call that may be carried out all the same.
    const misleads = underWay.some(({ headersSent, req }) => headersSent || req.complete);
    const refusal = refusalOf(error);
    if (refusal === undefined || misleads || !stream.writable) stream.destroy();
    else endWithProblem(stream, problemOf(refusal, newId(random, 'req')));
  });
}

/** The reply to a request whose target or host is none, in the words of the Fetch standard. */
export function unreadableTarget(random: Random): () => Response {
  return () => {
    const refusal = refuse('bad-request', { hint: 'the target or the host of this request is none' });
    const { status, headers, body } = problemOf(refusal, newId(random, 'req'));
    return new Response(body, { status, headers: { ...replyHeaders, ...headers } });
  };
}

/** Undefined where nobody listens any more, or took too long to say anything. */
function refusalOf({ code = '' }: NodeJS.ErrnoException): Refusal | undefined {
  if (overflows.has(code)) return refuse('too-large', { hint: 'the headers are too large' });
  if (code.startsWith('HPE_')) return refuse('bad-request', { hint: 'this is not HTTP/1.1' });
  return undefined;
}
