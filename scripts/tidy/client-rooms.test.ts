import { expect, test } from 'vitest';
import { clientRoomFindings } from './client-rooms.ts';

function findings(path: string, specifier: string): string[] {
  const text = `/** A file of a test. */\nimport a from '${specifier}';\n`;
  return clientRoomFindings({ path: `packages/client/src/${path}`, text }).map(
    ({ line, says }) => `${line}: ${says}`,
  );
}

test.each([
  ['client.ts', './observable.ts'],
  ['settings/row.ts', '@kith/protocol'],
  ['settings/row.ts', '@kith/protocol/apps'],
  ['wire/json.ts', '@kith/protocol/json-policy'],
  ['react/readable.ts', 'react'],
  ['react/readable.ts', '../observable.ts'],
  ['node.ts', 'node:fs'],
  ['react/readable.test.ts', 'react-dom/client'],
  ['testing/page.ts', 'jsdom'],
])('%s may import %s', (path, specifier) => {
  expect(findings(path, specifier)).toEqual([]);
});

test.each([
  ['client.ts', 'react'],
  ['client.ts', 'zod'],
  ['client.ts', '@kith/protocol/openapi'],
  ['client.ts', 'node:fs'],
  ['react/readable.ts', 'react-dom'],
])('%s may not import %s', (path, specifier) => {
  expect(findings(path, specifier)).toEqual([
    `2: the client carries no other package, and imports ${specifier}`,
  ]);
});

test('what is not a hook does not reach for one', () => {
  expect(findings('settings/row.ts', '../react/readable.ts')).toEqual([
    '2: the client needs no React, and imports ../react/readable.ts',
  ]);
});

test('another package is imported by its name', () => {
  expect(findings('client.ts', '../../protocol/src/ids.ts')).toEqual([
    '2: ../../protocol/src/ids.ts leaves the package: import it by its name',
  ]);
});
