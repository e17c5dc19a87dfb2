/** The HTTP door as a stranger uses it: JSON in, a status and JSON out. */
import type { Problem } from './wire.ts';

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Calls methods at one address with one token, or none. */
export class HttpClient {
  readonly url: string;
  readonly token: string | undefined;

  constructor(url: string, token?: string) {
    this.url = url;
    this.token = token;
  }

  /** Calls a method. */
  async call(method: string, params: unknown = {}, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(`${this.url}/v1/${method}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...headers,
      },
      body: JSON.stringify(params),
    });
    const text = await response.text();
    const body = JSON.parse(text) as Reply['body'];
    return { status: response.status, headers: response.headers, text, body };
  }

  /** Calls a method that must succeed, and gives its result. */
  async ok<T = Readonly<Record<string, unknown>>>(method: string, params: unknown = {}): Promise<T> {
    const { status, text, body } = await this.call(method, params);
    if (status !== 200) throw new Error(`${method} answered ${status}: ${text}`);
    return body as T;
  }

  /** Calls a method that must be refused, and gives the problem and its status. */
  async refused(method: string, params: unknown = {}): Promise<Problem & { readonly status: number }> {
    const { status, text, body } = await this.call(method, params);
    if (status === 200) throw new Error(`${method} was not refused: ${text}`);
    return body as unknown as Problem & { status: number };
  }
}
