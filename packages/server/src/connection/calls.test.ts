import { defaultLimits } from '@kith/protocol';
import { expect, test } from 'vitest';
import { readFrame } from './calls.ts';

const read = (text: string) => readFrame(Buffer.from(text), defaultLimits);
const hello = { jsonrpc: '2.0', id: 1, method: 'hello', params: { token: 't' } };

test('a frame is one call or an array of them', () => {
  expect(read(JSON.stringify(hello))).toMatchObject({ ok: true, calls: [{ ok: true, call: hello }] });
  const several = read(JSON.stringify([hello, { ...hello, id: 'b' }]));
  expect(several).toMatchObject({ ok: true, calls: [{ call: { id: 1 } }, { call: { id: 'b' } }] });
});

test.each(['', '{', '{"jsonrpc":"2.0"}x', "{'a':1}", '\ufeff{}'])(
  '%j is no JSON, which is a protocol error',
  (text) => {
    expect(read(text)).toMatchObject({ ok: false, fault: 'syntax' });
  },
);

test.each([
  ['an empty array', '[]'],
  ['too many calls', JSON.stringify(Array.from({ length: defaultLimits.batch + 1 }, () => hello))],
  ['a lone surrogate', '{"jsonrpc":"2.0","id":1,"method":"\\ud800"}'],
  ['a number that is not exact', '{"jsonrpc":"2.0","id":9007199254740993,"method":"x"}'],
])('%s is refused, and the connection goes on', (_, text) => {
  expect(read(text)).toMatchObject({ ok: false, fault: 'policy' });
});

test.each([
  ['42', null],
  ['null', null],
  ['{"jsonrpc":"1.0","id":7,"method":"hello"}', 7],
  ['{"jsonrpc":"2.0","id":"x"}', 'x'],
  ['{"jsonrpc":"2.0","id":{},"method":"hello"}', null],
  ['{"jsonrpc":"2.0","id":7,"method":"hello","extra":1}', 7],
])('%s is no call; its sender is told which by its id', (text, id) => {
  expect(read(text)).toMatchObject({ ok: true, calls: [{ ok: false, id }] });
});

test('what is no call does not spoil those beside it', () => {
  expect(read(JSON.stringify([hello, 5, hello]))).toMatchObject({
    calls: [{ ok: true }, { ok: false }, { ok: true }],
  });
});

test('params may nest as deep as a body of HTTP, in an array of calls too', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const frame = (depth: number) => `[{"jsonrpc":"2.0","id":1,"method":"x","params":${nested(depth)}}]`;
  expect(read(frame(defaultLimits.jsonDepth))).toMatchObject({ ok: true });
  expect(read(frame(defaultLimits.jsonDepth + 1))).toMatchObject({ ok: false });
});
