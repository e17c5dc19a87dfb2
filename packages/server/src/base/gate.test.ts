import { expect, test } from 'vitest';
import { Gate } from './gate.ts';

test('no more work at once than workers, the rest waits in order, and the overflow is told at once', async () => {
  const gate = new Gate({ workers: 2, queue: 3 });
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const runs = [0, 1, 2, 3, 4, 5].map((number) =>
    gate.run(async () => {
      started.push(number);
      await new Promise<void>((end) => ends.push(end));
      return number;
    }),
  );
  expect(runs[5]).toBeUndefined();
  expect(started).toEqual([0, 1]);
  for (const number of [0, 1, 2, 3, 4]) {
    ends[number]?.();
    expect(await runs[number]).toBe(number);
  }
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(gate.run(async () => 6)).toBeDefined();
});

test('work that throws gives its place back', async () => {
  const gate = new Gate({ workers: 1, queue: 0 });
  await expect(gate.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await gate.run(async () => 1)).toBe(1);
});
