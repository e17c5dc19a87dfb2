/** The OpenAPI 3.1 document, made of the methods table and the error table; nothing in it is written twice. */
import { type ErrorCode, errorTable } from './errors.ts';
import { contractLevel } from './level.ts';
import type { Method } from './methods/method.ts';
import { type MethodName, methodEntry, methodTable } from './methods/table.ts';
import { inputSchema, outputSchema, type Schema } from './schemas.ts';
import { serverFacts } from './server-facts.ts';

/** An OpenAPI 3.1 document. */
export interface OpenApi {
  readonly openapi: string;
  readonly info: object;
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: Readonly<Record<string, object>>;
  readonly servers?: readonly { readonly url: string }[];
}

/** Makes the document; `url` is where this server is reached from outside. */
export function openApi({ url }: { url?: string } = {}): OpenApi {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Kith',
      version: String(contractLevel),
      summary: 'Devices that share one user, live settings, chats and presence.',
      description:
        'Every method is a POST with a JSON object. A method of the WebSocket alone is left out here. ' +
        'The rules behind this document stand in docs/protocol.md.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    ...(url === undefined ? {} : { servers: [{ url }] }),
    paths: { ...methodPaths(), ...readPaths },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'an access token' },
      },
      headers: {
        level: { description: 'contract level, the lowest of all nodes', schema: { type: 'integer' } },
        retryAfter: { description: 'seconds to wait (RFC 9110 §10.2.3)', schema: { type: 'integer' } },
      },
      responses: Object.fromEntries(statuses.map((status) => [problemName(status), problem(status)])),
    },
  };
}

const levelHeader = { 'kith-level': { $ref: '#/components/headers/level' } };

function methodPaths(): OpenApi['paths'] {
  const names = Object.keys(methodTable) as MethodName[];
  const onHttp = names.filter((name) => methodEntry(name).door !== 'socket');
  return Object.fromEntries(onHttp.map((name) => [`/v1/${name}`, { post: operation(name) }]));
}

function operation(name: MethodName): object {
  const entry = methodEntry(name);
  return {
    operationId: name,
    tags: [name.split('.', 1)[0]],
    summary: entry.says,
    ...(entry.durable ? { description: durableText } : {}),
    security: entry.open ? [] : [{ bearer: [] }],
    requestBody: { required: true, content: json(inputSchema(entry.params)) },
    responses: {
      200: { description: 'Done.', headers: levelHeader, content: json(outputSchema(entry.result)) },
      ...problemsOf(entry),
    },
  };
}

const durableText =
  'Durable: sending it again with the same `id`, at any later time, gives the first outcome and changes nothing.';

function json(schema: Schema): object {
  return { 'application/json': { schema } };
}

const codes = Object.keys(errorTable) as ErrorCode[];
const statuses = [...new Set(codes.map((code) => errorTable[code].status))].sort((a, b) => a - b);

/** Only what changes something can find the store full. */
function problemsOf({ durable, changes }: Method): object {
  const apply = statuses.filter((status) => durable || changes || status !== 507);
  return Object.fromEntries(
    apply.map((status) => [status, { $ref: `#/components/responses/${problemName(status)}` }]),
  );
}

function problemName(status: number): string {
  return `problem-${status}`;
}

/** One response for all codes of a status (RFC 9457). */
function problem(status: number): object {
  const here = codes.filter((code) => errorTable[code].status === status);
  const retries = [...new Set(here.map((code) => errorTable[code].retry))];
  return {
    description: here.map((code) => `\`${code}\`: ${errorTable[code].text}`).join(' '),
    headers: {
      ...levelHeader,
      ...(retries.includes('later') ? { 'Retry-After': { $ref: '#/components/headers/retryAfter' } } : {}),
    },
    content: {
      'application/problem+json': {
        schema: {
          type: 'object',
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer', const: status },
            detail: { type: 'string' },
            code: { type: 'string', enum: here },
            retry: { type: 'string', enum: retries },
            retryAfterMs: { type: 'integer', format: 'int64' },
            hint: { type: 'string', description: 'for the developer, in English' },
            ...(here.includes('device-revoked')
              ? { by: { type: 'string', description: 'label of the device that revoked this one' } }
              : {}),
            requestId: { type: 'string' },
          },
          required: ['status', 'detail', 'code', 'retry', 'requestId'],
        },
      },
    },
  };
}

function read(summary: string, responses: Record<number, string>, schema?: Schema): { get: object } {
  const described = Object.entries(responses).map(([status, description]) => {
    const content = schema !== undefined && status === '200' ? { content: json(schema) } : {};
    return [status, { description, ...content }];
  });
  return { get: { tags: ['server'], summary, security: [], responses: Object.fromEntries(described) } };
}

/** What is read by a plain GET. */
const readPaths = {
  '/v1/openapi.json': read('This document.', { 200: 'The document.' }, { type: 'object' }),
  '/v1/server': read(
    'What the server says of itself before anybody has a device.',
    { 200: 'The facts.' },
    outputSchema(serverFacts),
  ),
  '/.well-known/jwks.json': read(
    'The public keys that verify access tokens (RFC 7517).',
    { 200: 'The keys.' },
    {
      type: 'object',
      properties: { keys: { type: 'array', items: { type: 'object' } } },
      required: ['keys'],
    },
  ),
  '/healthz': read('Says that the process lives.', { 200: 'It lives.' }),
  '/readyz': read('Says whether a command would be stored now.', {
    200: 'It would.',
    503: 'It would not: starting, stopping, or the store fails.',
  }),
};
