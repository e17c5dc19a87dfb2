import { expect, test } from 'vitest';
import type { Schema } from '../../packages/protocol/src/schemas.ts';
import { typeText } from './type-text.ts';

test.each<[string, Schema]>([
  ['unknown', {}],
  ['string', { type: 'string' }],
  ['string | null', { type: ['string', 'null'] }],
  ['integer | null', { anyOf: [{ type: 'integer' }, { type: 'null' }] }],
  ['"a" | "b"', { type: 'string', enum: ['a', 'b'] }],
  ['true', { type: 'boolean', const: true }],
  ['string[]', { type: 'array', items: { type: 'string' } }],
  ['("a" | "b")[]', { type: 'array', items: { enum: ['a', 'b'] } }],
  ['{}', { type: 'object', properties: {} }],
  ['{ [name: string]: integer }', { type: 'object', additionalProperties: { type: 'integer' } }],
])('%s', (text, schema) => {
  expect(typeText(schema)).toBe(text);
});

test('a field says whether it is needed, its bounds and what it means', () => {
  const schema: Schema = {
    type: 'object',
    properties: {
      id: { type: 'string', minLength: 1, maxLength: 64 },
      limit: { type: 'integer', minimum: 0, description: 'how many' },
      items: { type: 'array', items: { type: 'object', properties: { a: {} } }, minItems: 2, maxItems: 2 },
    },
    required: ['id'],
  };
  expect(typeText(schema)).toBe(
    [
      '{',
      '  id: string; // 1 to 64 characters',
      '  limit?: integer; // at least 0; how many',
      '  items?: {',
      '    a?: unknown;',
      '  }[]; // 2 items',
      '}',
    ].join('\n'),
  );
});
