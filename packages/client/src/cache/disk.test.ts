import { expect, test } from 'vitest';
import { turns } from '../testing/browser.ts';
import { HandClock } from '../testing/hand-clock.ts';
import type { LocalCache } from './cache.ts';
import { Disk } from './disk.ts';
import { memoryCache } from './memory.ts';

function stage() {
  const clock = new HandClock();
  const inner = memoryCache();
  const fault: { name: string | undefined } = { name: undefined };
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    if (fault.name !== undefined) throw Object.assign(new Error('no'), { name: fault.name });
    return work();
  };
  const cache: LocalCache = {
    read: (key) => call(() => inner.read(key)),
    write: (key, value) => call(() => inner.write(key, value)),
    remove: (key) => call(() => inner.remove(key)),
    keys: (prefix) => call(() => inner.keys(prefix)),
  };
  const disk = new Disk(cache, { after: clock.after, random: () => 0 });
  return { clock, inner, fault, disk };
}

const isText = (it: unknown): it is string => typeof it === 'string';

test.each([
  ['QuotaExceededError', 'full'],
  ['SecurityError', 'refused'],
  ['VersionError', 'newer'],
  ['UnknownError', 'broken'],
])(
  'what a disk refuses (%s) is read from memory, said, and kept as soon as the disk takes it',
  async (name, reason) => {
    const { clock, inner, fault, disk } = stage();
    fault.name = name;
    await disk.write('a', 'typed');
    expect(disk.state.get()).toEqual({ kept: 'memory', reason, unreadable: 0 });
    expect(await disk.read('a', isText)).toBe('typed');
    expect(await disk.keys('')).toEqual(['a']);
    fault.name = undefined;
    clock.pass(1000);
    await turns();
    expect(disk.state.get()).toEqual({ kept: 'disk', unreadable: 0 });
    expect(await inner.keys('')).toEqual(['a']);
  },
);

test('of several writes to one name the last one stands, whatever was refused between', async () => {
  const { inner, fault, disk } = stage();
  fault.name = 'QuotaExceededError';
  await disk.write('a', 'one');
  fault.name = undefined;
  void disk.write('a', 'two');
  void disk.remove('a');
  void disk.write('a', 'three');
  await disk.settled();
  expect(await inner.read('a')).toEqual({ v: 1, value: 'three' });
  await disk.remove('a');
  expect(await inner.keys('')).toEqual([]);
});

test.each([
  ['no record', 'half a rec'],
  ['a record of something else', { v: 1, value: 7 }],
  ['a record without a version that is a number', { v: 'one', value: 'x' }],
])('%s is put aside and counted, not deleted', async (_, strange) => {
  const { inner, disk } = stage();
  await inner.write('a', strange);
  expect(await disk.read('a', isText)).toBeUndefined();
  await disk.settled();
  expect(disk.state.get()).toEqual({ kept: 'disk', unreadable: 1 });
  expect(await inner.keys('')).toEqual(['aside a']);
  expect(await inner.read('aside a')).toEqual({ v: 1, value: strange });
});

test('what an app of a later version has kept is said, and left as it is', async () => {
  const { inner, disk } = stage();
  await inner.write('a', { v: 99, value: 'later' });
  expect(await disk.read('a', isText)).toBeUndefined();
  expect(disk.state.get()).toEqual({ kept: 'disk', reason: 'newer', unreadable: 0 });
  await disk.write('a', 'older');
  await disk.remove('a');
  expect(await inner.read('a')).toEqual({ v: 99, value: 'later' });
});

test('a record from before there were versions is read, and written as they are now', async () => {
  const { inner, disk } = stage();
  const isOld = (it: unknown): it is { text: string } => typeof (it as { text?: unknown }).text === 'string';
  await inner.write('a', { text: 'unsent' });
  expect(await disk.read('a', isOld)).toEqual({ text: 'unsent' });
  await disk.write('a', { text: 'sent' });
  expect(await inner.read('a')).toEqual({ v: 1, value: { text: 'sent' } });
});

test('clearing spares what is unsent unless it is to be dropped, and takes away what was put aside', async () => {
  const { inner, disk } = stage();
  for (const key of [
    'url dev values',
    'url dev edit 1',
    'url dev out 1',
    'aside url dev edit 2',
    'other dev values',
  ])
    await inner.write(key, { v: 1, value: 'x' });
  await disk.clear('url', 'keep');
  expect(await inner.keys('')).toEqual(['other dev values', 'url dev edit 1', 'url dev out 1']);
  await disk.clear('url', 'drop');
  expect(await inner.keys('')).toEqual(['other dev values']);
});
