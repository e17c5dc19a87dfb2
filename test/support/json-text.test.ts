import { expect, test } from 'vitest';
import { itemTexts, memberText } from './json-text.ts';

test('the items of an array keep their bytes, whatever stands in their texts', () => {
  const items = ['{"a":[1,2],"b":"],\\"{"}', '"x,y"', '[]', '3.10', '{ "c" : null }'];
  expect(itemTexts(`[${items.join(',')}]`)).toEqual(items);
  expect(itemTexts('[]')).toEqual([]);
  expect(itemTexts('{"a":[1]}')).toEqual(['{"a":[1]}']);
});

test('a member that is an array is found with its bytes', () => {
  expect(memberText('{"events":[{"data":{"v":[",]",2]}},{}],"more":false}', 'events')).toBe(
    '[{"data":{"v":[",]",2]}},{}]',
  );
  expect(() => memberText('{"a":1}', 'events')).toThrow(/no member/);
});
