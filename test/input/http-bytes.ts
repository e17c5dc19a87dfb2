/** HTTP/1.1 by the byte: requests that no client would send, and replies read without any leniency. */
import { Wire } from './wire.ts';

/** One reply as it came. */
export interface RawReply {
  readonly status: number;
  /** Values by lower-case name, in the order in which they came. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

export interface RequestParts {
  readonly method?: string;
  readonly target: string;
  /** Lines without their end, as they are: a name may come twice or be none. */
  readonly headers?: readonly string[];
  readonly body?: string | Uint8Array;
  /** Says how long the body is; left out where the headers do. */
  readonly lengthSaid?: boolean;
}

/** Writes a request. `Host` and the length of the body are there unless told otherwise. */
export function request({
  method = 'POST',
  target,
  headers = [],
  body = '',
  lengthSaid = true,
}: RequestParts) {
  const bytes = Buffer.from(body);
  const hasHost = headers.some((line) => /^host:/i.test(line));
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(hasHost ? [] : ['host: 127.0.0.1']),
    ...headers,
    ...(lengthSaid && (bytes.length > 0 || method === 'POST') ? [`content-length: ${bytes.length}`] : []),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}

/** The replies in bytes, to requests of these methods; fewer where not all of them are complete. */
export function readReplies(bytes: Buffer, methods: readonly string[]): RawReply[] {
  const replies: RawReply[] = [];
  let rest = bytes;
  for (const method of methods) {
    const read = readReply(rest, method);
    if (read === undefined) break;
    replies.push(read.reply);
    rest = rest.subarray(read.bytes);
  }
  return replies;
}

function readReply(bytes: Buffer, method: string): { reply: RawReply; bytes: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
  if (status >= 100 && status < 200 && status !== 101) {
    const next = readReply(bytes.subarray(end + 4), method);
    return next && { reply: next.reply, bytes: next.bytes + end + 4 };
  }
  const headers = readHeaders(lines);
  const bodyless = method === 'HEAD' || status === 204 || status === 304;
  const length = bodyless ? 0 : Number(headers.get('content-length')?.[0] ?? 0);
  const start = end + 4;
  if (bytes.length < start + length) return undefined;
  const body = bytes.subarray(start, start + length).toString();
  return { reply: { status, headers, body }, bytes: start + length };
}

function readHeaders(lines: readonly string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return headers;
}

/** Sends bytes on a connection of their own and reads the replies to them. */
export async function ask(
  url: string,
  bytes: Uint8Array | string,
  methods: readonly string[] = ['POST'],
): Promise<RawReply[]> {
  const wire = await Wire.open(url);
  try {
    void wire.send(bytes);
    return await wire.until(`${methods.length} replies`, (received) => {
      const replies = readReplies(received, methods);
      return replies.length === methods.length || wire.ended ? replies : undefined;
    });
  } finally {
    wire.cut();
  }
}

/** Sends one request and gives its one reply. */
export async function askOnce(url: string, parts: RequestParts): Promise<RawReply> {
  const [reply] = await ask(url, request(parts), [parts.method ?? 'POST']);
  if (reply === undefined) throw new Error(`no reply to ${parts.method ?? 'POST'} ${parts.target}`);
  return reply;
}
