import { describe, expect, test } from 'vitest';
import {
  begun,
  type Draft,
  following,
  kept,
  left,
  mistyped,
  refused,
  settled,
  told,
  typed,
} from './draft.ts';

const fresh: Draft<string> = following;
const focused = begun(fresh, { text: 'ada', stored: 'ada' });

test('without a draft the input follows whatever is told', () => {
  expect(told(fresh, { value: 'eve', by: 'dev_b' })).toBe(following);
});

test('a focused input keeps its text, and what another device made is offered', () => {
  expect(told(focused, { value: 'eve', by: 'dev_b' })).toMatchObject({
    text: 'ada',
    theirs: { value: 'eve', by: 'dev_b' },
  });
});

test('the echo of the own edit offers nothing', () => {
  const draft = typed(focused, { text: 'ada l', value: 'ada l' });
  expect(told(draft, { value: 'ada l', by: 'dev_a' })).toBe(draft);
});

test('typing on keeps the offer: nobody overlooks it by being fast', () => {
  const offered = told(focused, { value: 'eve', by: 'dev_b' });
  expect(typed(offered, { text: 'adam', value: 'adam' })).toMatchObject({
    text: 'adam',
    theirs: { value: 'eve', by: 'dev_b' },
  });
});

test('a newer change of another device takes the place of the offer', () => {
  const twice = told(told(focused, { value: 'eve', by: 'dev_b' }), { value: 'bob', by: 'dev_c' });
  expect(twice).toMatchObject({ theirs: { value: 'bob', by: 'dev_c' } });
});

describe('leaving the input', () => {
  test('follows again where nothing was typed, whatever the others did', () => {
    const offered = told(focused, { value: 'eve', by: 'dev_b' });
    expect(left(offered, { stored: 'eve' })).toBe(following);
  });

  test('follows again where what was typed stands', () => {
    const draft = typed(focused, { text: 'adam', value: 'adam' });
    expect(left(draft, { stored: 'adam' })).toBe(following);
  });

  test('keeps a text that another device overwrote, with the offer, until somebody chooses', () => {
    const draft = told(typed(focused, { text: 'adam', value: 'adam' }), { value: 'eve', by: 'dev_b' });
    const unfocused = left(draft, { stored: 'eve' });
    expect(unfocused).toMatchObject({ text: 'adam', isFocused: false, theirs: { value: 'eve' } });
    expect(begun(unfocused, { text: 'eve', stored: 'eve' })).toMatchObject({ text: 'adam', isFocused: true });
  });

  test('keeps a text with a problem', () => {
    const draft = mistyped(focused, { text: 'a b@', problem: 'email', stored: 'ada' });
    expect(left(draft, { stored: 'ada' })).toMatchObject({ text: 'a b@', problem: 'email' });
  });

  test('is when a problem is told; from then on until it is put right', () => {
    const draft = mistyped(focused, { text: 'a@', problem: 'email', stored: 'ada' });
    expect(draft).toMatchObject({ isTold: false });
    const told = begun(left(draft, { stored: 'ada' }), { text: '', stored: 'ada' });
    expect(told).toMatchObject({ isTold: true });
    const still = mistyped(told, { text: 'a@@', problem: 'email', stored: 'ada' });
    expect(still).toMatchObject({ isTold: true });
    expect(typed(still, { text: 'a@b', value: 'a@b' })).toMatchObject({ isTold: false });
  });

  test('follows again where a wrong text was put right', () => {
    const wrong = mistyped(focused, { text: 'a@', problem: 'email', stored: 'ada' });
    expect(left(typed(wrong, { text: 'a@b', value: 'a@b' }), { stored: 'a@b' })).toBe(following);
  });
});

test('a text that is being composed is shown and is no mistake', () => {
  expect(mistyped(focused, { text: 'に', problem: null, stored: 'ada' })).toMatchObject({
    text: 'に',
    problem: null,
    mine: 'ada',
  });
});

test('a refused edit keeps its text, and what is stored again is no offer', () => {
  const draft = refused(typed(focused, { text: 'long', value: 'long' }), { text: 'long', stored: 'ada' });
  expect(told(draft, { value: 'ada', by: 'dev_b' })).toMatchObject({
    text: 'long',
    problem: 'refused',
    theirs: null,
  });
});

test('a choice ends the offer: focused the input shows what was chosen, else it follows', () => {
  const offered = told(typed(focused, { text: 'adam', value: 'adam' }), { value: 'eve', by: 'dev_b' });
  expect(settled(offered, { text: 'eve', value: 'eve' })).toMatchObject({
    text: 'eve',
    mine: 'eve',
    theirs: null,
  });
  const unfocused = left(offered, { stored: 'eve' });
  expect(settled(unfocused, { text: 'eve', value: 'eve' })).toBe(following);
});

test('keeping a text that cannot be stored ends the offer and nothing else', () => {
  const wrong = mistyped(focused, { text: 'a@', problem: 'email', stored: 'ada' });
  const offered = told(wrong, { value: 'eve', by: 'dev_b' });
  expect(kept(offered)).toMatchObject({ text: 'a@', problem: 'email', theirs: null });
});
