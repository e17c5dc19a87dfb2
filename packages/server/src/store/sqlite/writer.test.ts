/** The writer under faults: a bug stands alone, a full disk is told, a failed sync ends it. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir } from '../../../../../test/support/store-dir.ts';
import { systemClock } from '../../base/clock.ts';
import { systemRandom } from '../../base/random.ts';
import { accept, type Command } from '../../domain/command.ts';
import type { decide } from '../../domain/decide.ts';
import type { State } from '../../domain/state.ts';
import { message } from '../state-contract/stage.ts';
import { openForWriting } from './connection.ts';
import type { Job, Report } from './jobs.ts';
import { prepareDatabase } from './open.ts';
import { Writer } from './writer.ts';
import { meansOf } from './writer-setup.ts';

let db: DatabaseSync;
let path: string;
/** Messages that were said. */
let said = 0;

beforeEach(() => {
  path = join(emptyDir(), 'kith.db');
  prepareDatabase(path, { random: systemRandom, now: 1_000 });
  db = openForWriting(path);
  said = 0;
});

/** Commands for the tests: note something, then break in one way or another. */
const notes: typeof decide = (state, _, { name, params }) => {
  note(state, String(params));
  if (name === 'say') {
    said += 1;
    state.put('messages', message('cht_a', said, { text: 'tea' }));
  }
  if (name === 'break') throw new Error('a bug');
  if (name === 'collide')
    state.put('users', { id: 'another', handle: 'taken', displayName: null, createdAt: 1, deletedAt: null });
  return accept({});
};

function note(state: State, text: string): void {
  state.append({
    topic: 'user:one',
    type: 'noted',
    user: null,
    device: null,
    data: JSON.stringify({ text }),
  });
}

function writer(): Writer {
  const setup = { path, macKey: new Uint8Array(32), policy: easyPolicy };
  return new Writer({
    db,
    means: meansOf(setup),
    clock: { ...systemClock, now: () => 1_000 },
    decide: notes,
  });
}

function jobs(names: readonly string[], seen: number): Job[] {
  return names.map((name, index) => {
    const command: Command = { name, params: `${name} ${index}`, actor: { kind: 'system' } };
    return { kind: 'command', command, seen };
  });
}

function run(it: Writer, names: readonly string[], seen = 0): Report {
  const report = it.run(jobs(names, seen));
  it.rest();
  return report;
}

function codes({ answers }: Report): string[] {
  return answers.map((answer) => (answer.kind === 'fault' ? answer.fault.code : answer.kind));
}

function texts({ commits }: Report): string[] {
  return commits.flatMap(({ events }) =>
    events.map(({ data }) => (JSON.parse(data) as { text: string }).text),
  );
}

function stored(): string[] {
  return db
    .prepare("SELECT data ->> '$.text' AS text FROM events ORDER BY event_offset")
    .all()
    .map(({ text }) => String(text));
}

describe('a bug in one command', () => {
  test('is told to that one only, and leaves nothing of it', () => {
    const it = writer();
    const report = run(it, ['note', 'break', 'note', 'note', 'break', 'note']);
    expect(codes(report)).toEqual(['outcome', 'internal', 'outcome', 'outcome', 'internal', 'outcome']);
    expect(texts(report)).toEqual(['note 0', 'note 2', 'note 3', 'note 5']);
    expect(stored()).toEqual(texts(report));
    expect(it.isHalted).toBe(false);
  });

  test('keeps offsets dense and commits in order', () => {
    const report = run(writer(), ['break', 'note', 'break', 'break', 'note', 'note']);
    expect(report.commits.flatMap(({ events }) => events.map(({ offset }) => offset))).toEqual([1, 2, 3]);
  });

  test('costs a few transactions, not one for each of the others', () => {
    const report = run(writer(), [...Array(500).fill('note'), 'break', ...Array(499).fill('note')]);
    expect(report.commits.length).toBe(2);
    expect(stored()).toHaveLength(999);
  });

  test('that shows only when rows are written is found as well', () => {
    db.exec("INSERT INTO users (id, handle, created_at) VALUES ('one', 'taken', 1)");
    const report = run(writer(), ['note', 'note', 'collide', 'note', 'collide', 'note', 'note']);
    expect(codes(report).filter((code) => code === 'internal')).toHaveLength(2);
    expect(texts(report)).toEqual(['note 0', 'note 1', 'note 3', 'note 5', 'note 6']);
    expect(stored()).toEqual(texts(report));
  });
});

describe('a full disk', () => {
  test('is told to every command of the batch, of which nothing stays, and passes', () => {
    const it = writer();
    run(it, ['note']);
    const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
    db.exec(`PRAGMA max_page_count = ${pages + 2}`);
    const report = run(it, Array(1_000).fill('note'));
    expect(new Set(codes(report))).toEqual(new Set(['storage-full']));
    expect(report.commits).toEqual([]);
    expect(stored()).toHaveLength(1);
    db.exec('PRAGMA max_page_count = 1000000');
    expect(codes(run(it, ['note'], report.failed))).toEqual(['outcome']);
    expect(stored()).toHaveLength(2);
  });
});

describe('behind a batch that failed', () => {
  test('what its sender sent before it heard of that is refused too, so that nothing passes what stands before it', () => {
    const it = writer();
    run(it, ['note']);
    const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
    db.exec(`PRAGMA max_page_count = ${pages + 2}`);
    const { failed } = run(it, Array(1_000).fill('note'));
    db.exec('PRAGMA max_page_count = 1000000');
    expect(failed).toBe(1);
    expect(codes(run(it, ['note', 'note'], 0))).toEqual(['storage-full', 'storage-full']);
    expect(codes(run(it, ['note'], failed))).toEqual(['outcome']);
    expect(stored()).toHaveLength(2);
  });
});

describe('a commit that fails with an I/O error', () => {
  /** A connection whose commits fail as a failed sync makes them fail, after the work was done. */
  function failing(): DatabaseSync {
    let broken = false;
    return new Proxy(db, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name !== 'exec') return value.bind(target);
        return (sql: string) => {
          if (broken && sql === 'COMMIT')
            throw Object.assign(new Error('disk I/O error'), { errcode: 1_034 });
          if (sql === 'break') broken = true;
          else target.exec(sql);
        };
      },
    });
  }

  test('ends the writer: the batch and everything after it is unknown, and nothing is tried again', () => {
    db = failing();
    const it = writer();
    expect(codes(run(it, ['note']))).toEqual(['outcome']);
    db.exec('break');
    const report = run(it, ['note', 'note']);
    expect(codes(report)).toEqual(['unavailable', 'unavailable']);
    expect(report.commits).toEqual([]);
    expect(report.halted).toContain('disk I/O error');
    expect(it.isHalted).toBe(true);
    expect(codes(run(it, ['note']))).toEqual(['unavailable']);
    expect(codes(it.run([{ kind: 'trim', offset: 1 }]) as Report)).toEqual(['unavailable']);
    it.close();
  });
});

describe('new messages enter the index of words', () => {
  const indexed = () => Number(db.prepare('SELECT count(*) AS n FROM message_words_docsize').get()?.n);

  test('behind the answers, when some dozens wait; what is left waits through a restart', () => {
    const it = writer();
    for (let index = 0; index < 63; index += 1) run(it, ['say']);
    expect(indexed()).toBe(0);
    it.run(jobs(['say'], 0));
    expect(indexed()).toBe(0);
    it.rest();
    expect(indexed()).toBe(64);
    run(it, ['say']);
    it.close();
    const again = writer();
    for (let index = 0; index < 62; index += 1) run(again, ['say']);
    expect(indexed()).toBe(64);
    run(again, ['say']);
    expect(indexed()).toBe(128);
  });

  test('later, where the disk is full; nothing else is lost by it', () => {
    const it = writer();
    const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
    it.run(jobs(Array(500).fill('say'), 0));
    const { page_count: full } = db.prepare('PRAGMA page_count').get() as { page_count: number };
    expect(full).toBeGreaterThan(pages);
    db.exec(`PRAGMA max_page_count = ${full}`);
    it.rest();
    expect([indexed(), it.isHalted, db.isTransaction]).toEqual([0, false, false]);
    db.exec('PRAGMA max_page_count = 1000000');
    expect(codes(run(it, ['say']))).toEqual(['outcome']);
    expect(indexed()).toBe(501);
  });
});

test('a batch takes no more than a thousand commands', () => {
  const it = writer();
  const waiting = jobs(Array(2_500).fill('note'), 0);
  const sizes: number[] = [];
  while (waiting.length > 0) sizes.push(it.run(waiting).answers.length);
  expect(sizes).toEqual([1_000, 1_000, 500]);
});

test('the write-ahead log is copied when it is long enough, and begins anew', () => {
  const it = writer();
  const frames = () => (db.prepare('PRAGMA wal_checkpoint(NOOP)').get() as { log: number }).log;
  let most = 0;
  let fell = 0;
  for (let round = 0, before = 0; round < 60; round += 1) {
    const long = Array.from({ length: 100 }, () => 'note');
    const batch = jobs(long, 0).map((job) =>
      job.kind === 'command' ? { ...job, command: { ...job.command, params: 'x'.repeat(12_000) } } : job,
    );
    it.run(batch);
    it.rest();
    const now = frames();
    if (now < before) fell += 1;
    before = now;
    most = Math.max(most, now);
  }
  expect(fell).toBeGreaterThan(0);
  expect(most).toBeLessThan(10_000);
});
