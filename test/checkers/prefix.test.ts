import { describe, expect, test } from 'vitest';
import { layOut } from './history.ts';
import { checkPrefix } from './prefix.ts';
import type { Entry } from './record.ts';
import { behind, changed, event, sampleRun, taken, without } from './sample.ts';

const run = sampleRun();

function faults(entries: readonly Entry[]): string[] {
  return checkPrefix(layOut(entries)).map(({ wrong, says }) => `${wrong}: ${says}`);
}

describe('I4 accepts', () => {
  test('contiguous runs over connections and polls', () => {
    expect(faults(run)).toEqual([]);
  });

  test('a run that begins anywhere where the device began without a snapshot', () => {
    const began = taken('a1', 6, { what: 'hello', since: null, offset: 4, resumed: false });
    expect(faults(changed(run, { what: 'hello', since: 4 }, began))).toEqual([]);
  });

  test('a new start behind a reset', () => {
    const again = taken(
      'a1',
      40,
      { what: 'reset', reason: 'foreign', offset: 7, topics: { 'user:A': 4 } },
      'second',
    );
    const refused = changed(run, { what: 'hello', since: 6 }, { resumed: false, offset: 7 });
    expect(
      faults(
        without(behind(refused, { what: 'hello', since: 6 }, again), {
          what: 'event',
          offset: 7,
          device: 'a1',
        }),
      ),
    ).toEqual([]);
  });

  test('a topic that begins with the joining of the device', () => {
    const joined = {
      ...event('a1', 42, 8),
      topic: 'user:B',
      seq: 17,
      offset: 9,
      type: 'device.joined',
    } as Entry;
    expect(faults([...run, joined])).toEqual([]);
  });
});

describe('I4 refuses', () => {
  test('an event that is left out on one connection', () => {
    expect(faults(without(run, { what: 'event', device: 'a1', offset: 5 }))).toEqual([
      'gap: a1 on first, at 4: setting.changed at 4 of user:A after 2',
    ]);
  });

  test('an event that is left out between two connections', () => {
    const cut = without(run, { what: 'event', device: 'a1', offset: 6 });
    expect(faults(changed(cut, { what: 'hello', since: 6 }, { since: 5, offset: 5 }))).toHaveLength(1);
  });

  test('an event that comes again on the same connection', () => {
    expect(faults(behind(run, { device: 'a1', offset: 6 }, event('a1', 26, 6)))).toEqual([
      'doubled: a1 on first, at 6: setting.changed at 4 of user:A after 4',
    ]);
  });

  test('an event that comes again behind a resume', () => {
    expect(faults(behind(run, { what: 'hello', since: 6 }, event('a1', 40, 6, 'second')))).toHaveLength(1);
  });

  test('events of one topic in another order', () => {
    const swapped = without(run, { what: 'event', device: 'a2', offset: 5 });
    expect(faults(behind(swapped, { device: 'a2', offset: 6 }, event('a2', 33, 5, 'poll')))).toEqual([
      'gap: a2 on poll, at 4: setting.changed at 4 of user:A after 2',
      'reordered: a2 on poll, at 6: setting.changed at 3 of user:A after 4',
    ]);
  });

  test('events of two topics in another order', () => {
    const swapped = without(run, { what: 'event', device: 'a1', offset: 7 });
    expect(
      faults(behind(swapped, { what: 'event', device: 'a1', offset: 8 }, event('a1', 46, 7, 'second'))),
    ).toEqual(['reordered: a1 on second, at 8: setting.superseded at 2 of device:a1 is not ahead']);
  });

  test('a resume from elsewhere than was asked for', () => {
    expect(faults(changed(run, { what: 'hello', since: 6 }, { offset: 7 }))).toHaveLength(2);
  });

  test('a device that comes back with a cursor that it did not reach', () => {
    expect(faults(changed(run, { what: 'hello', since: 6 }, { since: 7, offset: 7 }))).toHaveLength(2);
  });

  test('events in place of a reset that was due', () => {
    expect(faults(changed(run, { what: 'hello', since: 6 }, { resumed: false }))).not.toEqual([]);
  });

  test('a topic that begins in the middle behind a snapshot', () => {
    expect(faults([...run, { ...event('a1', 42, 8), topic: 'user:B', seq: 17, offset: 9 } as Entry])).toEqual(
      ['gap: a1 on first, at 8: user:B begins with setting.changed at 17 of user:B'],
    );
  });

  test('a cursor that goes back', () => {
    expect(faults(changed(run, { what: 'cursor' }, { offset: 7 }))).toEqual([
      'reordered: a2 on poll, at 8: its cursor went back to 7',
    ]);
  });
});
