import { expect, test } from 'vitest';
import { commandId, type IdKind, idInput, idPrefixes, isId } from './ids.ts';

const random = 'AZaz09-_AZaz09-_AZaz09';

test.each(Object.entries(idPrefixes))(
  'an id of a %s begins with %s_ and is no other kind',
  (kind, prefix) => {
    const id = `${prefix}_${random}`;
    const kinds = Object.keys(idPrefixes) as IdKind[];
    expect(kinds.filter((other) => isId(other, id))).toEqual([kind]);
  },
);

test.each([
  `dev_${random.slice(1)}`,
  `dev_${random}A`,
  `dev${random}`,
  `DEV_${random}`,
  `dev_${random.slice(1)}=`,
  '',
])('%j has not the shape of an id', (text) => {
  expect(isId('device', text)).toBe(false);
});

test('as input, any text of 1 to 64 characters passes: a malformed id is answered like an unknown one', () => {
  for (const schema of [idInput, commandId]) {
    expect(
      ['', 'x', '../..', 'x'.repeat(64), 'x'.repeat(65)].map((text) => schema.safeParse(text).success),
    ).toEqual([false, true, true, true, false]);
  }
});
