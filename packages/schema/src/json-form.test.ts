import { expect, test } from 'vitest';
import { z } from 'zod';
import { jsonForm } from './json-form.ts';

test.each<[string, z.ZodType, object]>([
  ['the bounds of every integer', z.int(), { type: 'integer' }],
  ['how a version of zod looks for a form that has a name', z.email(), { type: 'string', format: 'email' }],
])('%s are not said: they would change with zod, and stop a start', (_, schema, form) => {
  expect(jsonForm(schema)).toEqual({ ok: true, schema: form });
});

test('bounds and patterns that somebody wrote are said', () => {
  expect(jsonForm(z.int().min(3))).toMatchObject({ schema: { minimum: 3 } });
  expect(jsonForm(z.string().regex(/^a/))).toMatchObject({ schema: { pattern: '^a' } });
});
