import { expect, test } from 'vitest';
import { type Change, forgotten, overwritten, recorded, type Stack } from './undo.ts';

const salary = (before: number | undefined, after: number | undefined): Change => ({
  key: 'salary',
  scope: 'user',
  before,
  after,
});
const drag = {};
const none: Stack = [];

test('a run is one step: from what was before its first edit to what its last one made', () => {
  let stack = recorded(none, { run: drag, changes: [salary(2500, 2600)] });
  stack = recorded(stack, { run: drag, changes: [salary(2600, 2700)] });
  expect(stack).toEqual([{ run: drag, changes: [salary(2500, 2700)] }]);
});

test('another run is another step, also of the same setting', () => {
  let stack = recorded(none, { run: drag, changes: [salary(undefined, 2600)] });
  stack = recorded(stack, { run: {}, changes: [salary(2600, 2700)] });
  expect(stack.map(({ changes }) => changes)).toEqual([[salary(undefined, 2600)], [salary(2600, 2700)]]);
});

test('a run that touches two settings takes both back', () => {
  const terms: Change = { key: 'terms', scope: 'user', before: true, after: undefined };
  let stack = recorded(none, { run: drag, changes: [salary(1, undefined)] });
  stack = recorded(stack, { run: drag, changes: [terms] });
  expect(stack.at(-1)?.changes).toEqual([salary(1, undefined), terms]);
});

test('an override and the choice for all devices are two places', () => {
  const here: Change = { ...salary(2500, 9), scope: 'device' };
  let stack = recorded(none, { run: drag, changes: [salary(2500, 2600)] });
  stack = recorded(stack, { run: drag, changes: [here] });
  expect(stack.at(-1)?.changes).toHaveLength(2);
});

test('what somebody else wrote over since is told', () => {
  const step = { run: drag, changes: [salary(2500, 2600)] };
  expect(overwritten(step, () => 2600)).toEqual([]);
  expect(overwritten(step, () => 9000)).toEqual(step.changes);
});

test('an erased setting cannot come back by an undo', () => {
  const terms: Change = { key: 'terms', scope: 'user', before: undefined, after: true };
  let stack = recorded(none, { run: drag, changes: [salary(1, 2), terms] });
  stack = recorded(stack, { run: {}, changes: [salary(2, 3)] });
  expect(forgotten(stack, { key: 'salary', scope: 'user' })).toEqual([{ run: drag, changes: [terms] }]);
});

test('a step that changes nothing is none, and the oldest of too many go', () => {
  expect(recorded(none, { run: drag, changes: [] })).toEqual([]);
  let stack = none;
  for (let n = 0; n < 130; n += 1) stack = recorded(stack, { run: {}, changes: [salary(n, n + 1)] });
  expect(stack).toHaveLength(100);
  expect(stack[0]?.changes).toEqual([salary(30, 31)]);
});
