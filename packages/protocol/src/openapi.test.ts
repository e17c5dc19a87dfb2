import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { errorTable } from './errors.ts';
import { type MethodName, methodEntry, methodTable } from './methods/table.ts';
import { openApi } from './openapi.ts';

interface Operation {
  readonly operationId?: string;
  readonly security: readonly object[];
  readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: Plain } } };
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
}

interface Plain {
  readonly type: string;
  readonly properties: Readonly<Record<string, Plain>>;
  readonly additionalProperties?: unknown;
  readonly required?: readonly string[];
  readonly items?: Plain;
}

const document = openApi();
const text = JSON.stringify(document);
const posts = Object.entries(document.paths).filter(([, item]) => 'post' in item);
const names = Object.keys(methodTable) as MethodName[];

function operation(name: string): Operation {
  return document.paths[`/v1/${name}`]?.post as Operation;
}

test('the document is valid OpenAPI 3.1', async () => {
  expect(await new Validator().validate(JSON.parse(text) as Record<string, unknown>)).toEqual({
    valid: true,
  });
});

test('it names the server only when told', () => {
  expect(document.servers).toBeUndefined();
  expect(openApi({ url: 'https://kith.example' }).servers).toEqual([{ url: 'https://kith.example' }]);
});

test('every reference in it leads somewhere', () => {
  const refs = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(refs.length).toBeGreaterThan(0);
  for (const ref of refs) {
    const target = ref
      .split('/')
      .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], document);
    expect(target, ref).toBeDefined();
  }
});

test('every method that is not of the socket alone is a POST at its full path, and nothing else is', () => {
  const onHttp = names.filter((name) => methodEntry(name).door !== 'socket');
  expect(posts.map(([path]) => path)).toEqual(onHttp.map((name) => `/v1/${name}`));
  expect(posts.map(([, item]) => (item.post as Operation).operationId)).toEqual(onHttp);
});

test('the plain reads are there', () => {
  const gets = Object.entries(document.paths).filter(([, item]) => 'get' in item);
  expect(gets.map(([path]) => path)).toEqual([
    '/v1/openapi.json',
    '/v1/server',
    '/.well-known/jwks.json',
    '/healthz',
    '/readyz',
  ]);
});

test('every method needs a bearer token save the open ones', () => {
  for (const [path, item] of posts) {
    const open = methodEntry(path.slice('/v1/'.length) as MethodName).open === true;
    expect((item.post as Operation).security, path).toEqual(open ? [] : [{ bearer: [] }]);
  }
});

describe('params', () => {
  test('are plain objects that refuse unknown fields', () => {
    for (const [path, item] of posts) {
      const { schema } = (item.post as Operation).requestBody.content['application/json'];
      expect(schema, path).toMatchObject({ type: 'object', additionalProperties: false });
      expect(JSON.stringify(schema), path).not.toContain('$ref');
    }
  });

  test('of a durable method need its id', () => {
    for (const name of names.filter((it) => methodEntry(it).durable)) {
      expect(operation(name).requestBody.content['application/json'].schema.required).toContain('id');
    }
  });

  test('of settings.set show the whole op, although each op is judged alone', () => {
    const { schema } = operation('settings.set').requestBody.content['application/json'];
    expect(Object.keys(schema.properties.ops?.items?.properties ?? {})).toEqual([
      'id',
      'key',
      'scope',
      'value',
      'unset',
      'base',
      'ageMs',
      'after',
      'ifBase',
      'gesture',
      'cause',
    ]);
  });

  test('take what their method takes: a handle before folding', () => {
    const { handle } = operation('users.create').requestBody.content['application/json'].schema.properties;
    expect(handle).toEqual({ type: 'string', maxLength: 128 });
  });
});

test('results leave room for fields that come later', () => {
  for (const [path, item] of posts) {
    expect(JSON.stringify((item.post as Operation).responses[200]), path).not.toContain(
      '"additionalProperties":false',
    );
  }
});

describe('problems', () => {
  const { responses } = document.components as {
    responses: Record<
      string,
      {
        headers: object;
        content: { 'application/problem+json': { schema: { properties: { code: { enum: string[] } } } } };
      }
    >;
  };

  test('have every code of the error table once, under its status', () => {
    const told = Object.entries(responses).flatMap(([name, { content }]) =>
      content['application/problem+json'].schema.properties.code.enum.map((code) => [code, name]),
    );
    const table = Object.entries(errorTable).map(([code, { status }]) => [code, `problem-${status}`]);
    expect(told.toSorted()).toEqual(table.toSorted());
  });

  test('say when to come back exactly where a code says later', () => {
    const withRetry = Object.entries(responses).filter(([, { headers }]) => 'Retry-After' in headers);
    expect(withRetry.map(([name]) => name)).toEqual([
      'problem-429',
      'problem-500',
      'problem-503',
      'problem-507',
    ]);
  });

  test('are named by every method; a full store only by those that change something', () => {
    expect(operation('sync').responses).not.toHaveProperty('507');
    expect(operation('settings.set').responses).toHaveProperty('507');
    for (const [path, item] of posts) {
      expect((item.post as Operation).responses, path).toHaveProperty('401');
    }
  });
});
