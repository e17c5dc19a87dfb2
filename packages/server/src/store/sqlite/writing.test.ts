/** The front of the writer: one message a turn, bounded, and nobody left waiting. */
import { describe, expect, test } from 'vitest';
import type { Command } from '../../domain/command.ts';
import { Halt } from './halt.ts';
import type { Job } from './jobs.ts';
import { Writing } from './writing.ts';

const command: Command = { name: 'x', params: {}, actor: { kind: 'system' } };
const job: Job = { kind: 'command', command, seen: 0 };
const answer = { kind: 'outcome', outcome: { ok: true, result: 1 } } as const;

function front() {
  const turns: (() => void)[] = [];
  const posted: Job[][] = [];
  const halt = new Halt();
  const writing = new Writing({ soon: (task) => turns.push(task), halt });
  writing.begin({ post: (jobs) => posted.push(jobs), end: () => Promise.resolve() });
  const turn = () => {
    for (const task of turns.splice(0)) task();
  };
  return { writing, halt, posted, turn };
}

test('what one turn asks for is posted together', async () => {
  const { writing, posted, turn } = front();
  const asked = [writing.run(job), writing.run(job), writing.run(job)];
  expect(posted).toEqual([]);
  turn();
  expect(posted).toHaveLength(1);
  const late = writing.run(job);
  turn();
  expect(posted.map((jobs) => jobs.length)).toEqual([3, 1]);
  writing.take({ failed: 0, commits: [], answers: [answer, answer, answer, answer] });
  expect(await Promise.all([...asked, late])).toHaveLength(4);
});

test('a command says how many failures its sender had heard of', async () => {
  const { writing, posted, turn } = front();
  const before = writing.decide(command);
  turn();
  writing.take({ failed: 1, commits: [], answers: [answer] });
  const after = writing.decide(command);
  turn();
  expect(posted.flat().map((posted) => 'seen' in posted && posted.seen)).toEqual([0, 1]);
  writing.take({ failed: 1, commits: [], answers: [answer] });
  expect(await Promise.all([before, after])).toHaveLength(2);
});

test('too many at once are refused as overload, and the others go on', async () => {
  const { writing, posted, turn } = front();
  const asked = Array.from({ length: 20_001 }, () => writing.run(job));
  await expect(asked.pop()).rejects.toMatchObject({ code: 'overloaded' });
  turn();
  writing.take({ failed: 0, commits: [], answers: Array(20_000).fill(answer) });
  expect(await Promise.all(asked)).toHaveLength(20_000);
  expect(posted[0]).toHaveLength(20_000);
});

test('an empty commit is not told', () => {
  const { writing } = front();
  let told = 0;
  writing.onCommit(() => {
    told += 1;
  });
  writing.take({ failed: 0, commits: [{ events: [], redacted: [] }], answers: [] });
  expect(told).toBe(0);
});

describe('once it cannot go on', () => {
  test('those who wait hear that their outcome is unknown, and so do all who come', async () => {
    const { writing, halt, turn } = front();
    const causes: unknown[] = [];
    halt.listen((cause) => causes.push(cause));
    const posted = writing.run(job);
    turn();
    const unposted = writing.run(job);
    writing.take({ failed: 0, commits: [], answers: [], halted: 'a failed sync' });
    await expect(posted).rejects.toMatchObject({ code: 'unavailable', cause: 'a failed sync' });
    await expect(unposted).rejects.toMatchObject({ code: 'unavailable' });
    await expect(writing.run(job)).rejects.toMatchObject({ code: 'unavailable' });
    writing.lost('another');
    expect(causes).toEqual(['a failed sync']);
    halt.listen((cause) => causes.push(`late: ${cause}`));
    expect(causes).toEqual(['a failed sync', 'late: a failed sync']);
  });

  test('answers that came with it are still told', async () => {
    const { writing, turn } = front();
    const [first, second] = [writing.run(job), writing.run(job)];
    turn();
    writing.take({ failed: 0, commits: [], answers: [answer], halted: 'a failed sync' });
    expect(await first).toEqual(answer);
    await expect(second).rejects.toMatchObject({ code: 'unavailable' });
  });
});
