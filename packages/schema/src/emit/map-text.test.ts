import type { Json } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { mapText } from './map-text.ts';

type Map = (old: Json) => unknown;

const outside = 'tight';

function plain(this: void, old: Json) {
  return old === 1;
}

describe('a function that uses its argument alone is written as it stands:', () => {
  test.each<[string, Map]>([
    ['an arrow', (old) => (old === true ? 'tight' : undefined)],
    [
      'a body',
      (old) => {
        const { a } = (old ?? {}) as { a?: number };
        return Math.max(a ?? 0, 1);
      },
    ],
    ['a function', plain],
    ['what throws where it is given what it does not know', (old) => (old as string).trim()],
    ['what the language has', (old) => [old].flat().map(String)],
  ])('%s', (_, map) => {
    const written = mapText(map);
    expect(written).toEqual({ ok: true, text: map.toString() });
  });
});

describe('one that means something else elsewhere is not written:', () => {
  test.each<[string, Map, RegExp]>([
    ['a name of its file', () => outside, /uses what is around it: .*outside is not defined/],
    ['what only Node has', () => process.version, /process is not defined/],
    ['what only some inputs reach', (old) => (old === 1.5 ? outside : 1), /of 1\.5 it makes/],
    [
      'a method',
      {
        map(old: Json) {
          return old;
        },
      }.map,
      /is not written as an arrow function/,
    ],
    ['what is bound', plain.bind(undefined), /is not written as an arrow function/],
  ])('%s', (_, map, says) => {
    expect(mapText(map)).toMatchObject({ ok: false, wrong: expect.stringMatching(says) });
  });

  test('it is tried with what the older key was by default, too', () => {
    const map: Map = (old) => (old === 'wide' ? outside : 1);
    expect(mapText(map).ok).toBe(true);
    expect(mapText(map, 'wide').ok).toBe(false);
  });
});
