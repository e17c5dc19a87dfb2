import { createRequire } from 'node:module';
import { deviceName, fold, handle } from '@kith/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedHandle, handleFault, nameFault, proposals, validName } from './names.ts';

const naughty = createRequire(import.meta.url)('big-list-of-naughty-strings') as readonly string[];
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(...naughty, '\u200b', '\u2800', '\u3164'),
);

describe('the name of a device', () => {
  it.each([
    ['Chrome on Linux', undefined],
    ['Хром Анны', undefined],
    ['x'.repeat(64), undefined],
    ['😀'.repeat(64), undefined],
    ['😀'.repeat(65), 'long'],
    ['', 'empty'],
    ['   ', 'empty'],
    ['\u200b\u200b', 'empty'],
    ['\u3164', 'empty'],
    ['\u2800\u00ad', 'empty'],
    [' a', 'edges'],
    ['a ', 'edges'],
    ['x'.repeat(65), 'long'],
    ['a\u202eb', 'unprintable'],
    ['a\u0000b', 'unprintable'],
  ])('%j: %s', (name, fault) => {
    expect(nameFault(name)).toBe(fault);
  });

  it('is good here exactly where the protocol takes it', () => {
    fc.assert(
      fc.property(texts, (name) => {
        expect(nameFault(name) === undefined).toBe(deviceName.safeParse(name).success);
      }),
    );
  });

  it('can be made of any text, or nothing of it is left', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const name = validName(text);
        expect(name === '' || deviceName.safeParse(name).success).toBe(true);
      }),
    );
    expect(validName('Chrome\ton Linux ')).toBe('Chrome on Linux');
  });
});

describe('names proposed where one is taken', () => {
  const middle = () => 0.5;

  it('are two others with a number', () => {
    expect(proposals('Chrome on Linux', middle)).toEqual(['Chrome on Linux 51', 'Chrome on Linux 550']);
  });

  it('count on where the name ends in a number', () => {
    expect(proposals('Chrome.test8', middle)).toEqual(['Chrome.test51', 'Chrome.test550']);
  });

  it('can be taken, and are never the one that is taken, nor the same twice', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        texts.map(validName).filter((it) => it !== ''),
        chance,
        (taken, at) => {
          const [one, other, ...more] = proposals(taken, () => at);
          expect(more).toEqual([]);
          expect(one).not.toBe(other);
          for (const name of [one, other]) {
            expect(name).not.toBe(taken);
            expect(deviceName.safeParse(name).success).toBe(true);
          }
        },
      ),
    );
  });
});

describe('a handle', () => {
  it.each([
    ['anna', undefined],
    ['Anna.K_2-x', undefined],
    ['', 'empty'],
    ['a', 'short'],
    ['anna k', 'characters'],
    ['анна', 'characters'],
    ['a'.repeat(33), 'long'],
  ])('%j: %s', (text, fault) => {
    expect(handleFault(text)).toBe(fault);
  });

  it('is good here exactly where the protocol takes it, and folds to the same', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.stringMatching(/^[A-Za-z0-9._-]{1,34}$/)), (text) => {
        expect(handleFault(text) === undefined).toBe(handle.safeParse(text).success);
        expect(foldedHandle(text)).toBe(fold(text));
      }),
    );
  });
});
