/** Reads what a person typed: its value, or what is wrong with it. What is wrong is never sent. */
import type { Range } from '../demo.ts';

export type Problem = 'characters' | 'email' | 'length' | 'number' | 'range';

export type Reading<V> = { readonly value: V } | { readonly problem: Problem };

/** Longer than any name; far below what the server takes. */
export const textMax = 200;

/** Something, an @, and something after it: more than that only a letter that arrives can prove. */
const emailShape = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/;

export function readText(text: string): Reading<string> {
  if (text.length > textMax) return { problem: 'length' };
  // Neither can stand in the JSON that is sent.
  return text.isWellFormed() && !text.includes('\0') ? { value: text } : { problem: 'characters' };
}

/** Empty is allowed: nobody has to give one. */
export function readEmail(text: string): Reading<string> {
  const value = text.trim();
  if (value !== '' && !emailShape.test(value)) return { problem: 'email' };
  return readText(value);
}

/** A whole number within its range, written as people of this language do. */
export function readNumber(text: string, { min, max }: Range, locale: string): Reading<number> {
  const value = wholeNumber(text, locale);
  if (value === undefined) return { problem: 'number' };
  return value < min || value > max ? { problem: 'range' } : { value };
}

/** `2500`, `2 500`, and with the group mark of the language: `2,500` in English. Else undefined. */
export function wholeNumber(text: string, locale: string): number | undefined {
  const mark = groupMark(locale);
  // Spaces of any width are one: Russian groups by a narrow one that no keyboard has.
  const spaced = text.trim().replace(/\s/gu, ' ').replace('−', '-');
  const grouped = mark.trim() === '' ? spaced : spaced.replaceAll(mark, ' ');
  if (!/^[+-]?(\d+|\d{1,3}( \d{3})+)$/.test(grouped)) return;
  return Number(grouped.replaceAll(' ', ''));
}

function groupMark(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567);
  return parts.find(({ type }) => type === 'group')?.value ?? ' ';
}
