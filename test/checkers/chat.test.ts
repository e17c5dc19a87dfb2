import { describe, expect, test } from 'vitest';
import { chatRun, heard } from './chat-sample.ts';
import { check } from './check.ts';
import type { Entry } from './record.ts';
import { behind, changed, taken, without } from './sample.ts';

const run = chatRun();

/** What is found wrong, without where. */
function faults(entries: readonly Entry[]): string[] {
  return [...new Set(check(entries).map(({ rule, wrong }) => `${rule} ${wrong}`))];
}

describe('a run with a chat', () => {
  test('in which all is right passes', () => {
    expect(check(run)).toEqual([]);
  });

  test('may have a text that was taken back before it was read', () => {
    const blank = { body: 'blank m2', says: null, mark: null, blank: true };
    expect(check(changed(run, { what: 'event', device: 'b1', seq: 5 }, blank))).toEqual([]);
  });

  test('may tell again what was skipped, behind a cursor from before the gap ends', () => {
    const again = [
      taken('b1', 43, { what: 'hello', since: 14, offset: 14, resumed: true }, 'third'),
      heard('b1', 15, 'third'),
      heard('b1', 16, 'third'),
    ];
    const limited = { what: 'limited' } as const;
    expect(check(behind(run, limited, ...again))).toEqual([]);
    const more = taken('b1', 44, { what: 'limited', topic: 'chat:C', fromSeq: 11, toSeq: 12 }, 'third');
    expect(check(behind(run, limited, again[0] as Entry, more))).toEqual([]);
  });
});

describe('a device that begins without a snapshot', () => {
  const hello = { what: 'hello', since: 4 } as const;
  const late = without(changed(run, hello, { since: null, offset: 8 }), {
    what: 'event',
    device: 'b1',
    seq: 4,
  });

  test('reads a chat from the first event behind its beginning', () => {
    expect(faults(late)).not.toContain('I4 gap');
  });

  test('may skip the first that there is of it', () => {
    const came = { what: 'hello', since: null, offset: 14, resumed: false } as const;
    const newcomer = changed(run, { what: 'hello', since: 14 }, came);
    expect(check(newcomer)).toEqual([]);
    expect(faults(changed(newcomer, { what: 'limited' }, { fromSeq: 12 }))).toContain('I4 gap');
  });

  test('may not miss that one', () => {
    expect(faults(without(late, { what: 'event', device: 'b1', seq: 5 }))).toContain('I4 gap');
  });
});

describe('I4 refuses', () => {
  test('a stay that does not begin with its own joining', () => {
    expect(faults(without(run, { what: 'event', device: 'b1', seq: 8 }))).toContain('I4 gap');
    expect(faults(without(run, { what: 'event', device: 'b1', seq: 4 }))).toContain('I4 gap');
  });

  test('a stay whose end is left out, so that the next begins in a gap', () => {
    expect(faults(without(run, { what: 'event', device: 'b1', seq: 6 }))).toContain('I4 gap');
  });

  test('events that are skipped without a word', () => {
    expect(faults(without(run, { what: 'limited' }))).toContain('I4 gap');
  });

  test('a skip that is told with a gap before it', () => {
    expect(faults(changed(run, { what: 'limited' }, { fromSeq: 12 }))).toContain('I4 gap');
  });

  test('skipped events that come all the same on the same connection', () => {
    expect(faults(behind(run, { what: 'limited' }, heard('b1', 15, 'second')))).toContain('I4 reordered');
  });

  test('an event that comes again behind the gap', () => {
    const again = taken('b1', 45, { what: 'hello', since: 17, offset: 17, resumed: true }, 'third');
    const last = { what: 'event', device: 'b1', seq: 13 } as const;
    expect(faults(behind(run, last, again, heard('b1', 16, 'third')))).toContain('I4 reordered');
  });
});

describe('I3 refuses', () => {
  test('a poll that leaves out what lies in a stay', () => {
    expect(faults(without(run, { what: 'row', read: 'sync of b1', seq: 9 }))).toContain('I3 gap');
  });

  test('a poll that leaves out the end of a stay', () => {
    expect(faults(without(run, { what: 'row', read: 'sync of b1', seq: 6 }))).toContain('I3 gap');
  });
});

describe('I5 refuses', () => {
  test('a text that was never taken back and came without', () => {
    const blank = { body: 'blank m4', blank: true };
    expect(faults(changed(run, { what: 'event', device: 'b1', seq: 9 }, blank))).toContain('I5 differs');
  });

  test('another message in the place of one that was taken back', () => {
    const other = { body: 'other', frame: 'other frame' };
    expect(faults(changed(run, { what: 'event', device: 'b1', seq: 5 }, other))).toContain('I5 differs');
  });

  test('a message that stands though it was taken back, and one that does not stand', () => {
    const m3 = { what: 'setting', subject: 'message m3' } as const;
    expect(faults(changed(run, m3, { subject: 'message m2', mark: 'm2' }))).toContain('I5 differs');
    expect(faults(without(run, m3))).toEqual(['I5 differs']);
  });
});

describe('I7 refuses', () => {
  test('a message that nobody sent', () => {
    expect(faults(without(run, { what: 'sent', command: 'm6' }))).toContain('I7 phantom');
  });
});

describe('I8 refuses', () => {
  test('a member at the head without the last events of a chat', () => {
    expect(faults(without(run, { what: 'event', device: 'b1', seq: 13 }))).toContain('I8 gap');
  });
});

describe('I9 refuses', () => {
  test('an event of a chat from before, between and behind the stays', () => {
    for (const offset of [7, 11]) {
      const leak = heard('b1', offset);
      expect(faults(behind(run, { what: 'event', device: 'b1', seq: 4 }, leak))).toContain('I9 leaked');
    }
    const gone = without(run, { what: 'row', read: 'database', seq: 8 });
    expect(faults(gone)).toContain('I9 leaked');
  });

  test('an event that a poll brings from outside the stays', () => {
    const leak = { what: 'row', read: 'sync of b1', seq: 9 } as const;
    expect(faults(changed(run, leak, { seq: 7, offset: 11 }))).toContain('I9 leaked');
  });

  test('an event of somebody else’s topic, or of a device that is in no such user', () => {
    const other = { topic: 'user:A', seq: 1, offset: 2 };
    expect(faults(changed(run, { what: 'event', device: 'b1', seq: 13 }, other))).toContain('I9 leaked');
    const own = { topic: 'device:a1', seq: 1, offset: 1 };
    expect(faults(changed(run, { what: 'event', device: 'b1', seq: 13 }, own))).toContain('I9 leaked');
  });

  test('an event of a chat from before the device joined its user, or from behind its leaving', () => {
    const late = { seq: 2, offset: 9 };
    const joinedLate = changed(run, { what: 'row', read: 'database', topic: 'user:B' }, late);
    expect(faults(joinedLate)).toContain('I9 leaked');
    const out = { topic: 'user:B', turn: { who: 'b1', how: 'out' } };
    expect(faults(changed(run, { what: 'row', read: 'database', seq: 9 }, out))).toContain('I9 leaked');
  });

  test('an event behind the end of a chat', () => {
    const end = { turn: { who: null, how: 'out' } };
    expect(faults(changed(run, { what: 'row', read: 'database', seq: 10 }, end))).toContain('I9 leaked');
  });
});
