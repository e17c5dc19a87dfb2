import { errorTable } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import en from './en/index.ts';
import ru from './ru/index.ts';
import { shapeOf, type Texts, textsOf } from './testing/messages.ts';

const texts = { en: textsOf(en), ru: textsOf(ru) };

const formsOf = (language: string) => new Intl.PluralRules(language).resolvedOptions().pluralCategories;

function wrong(of: Texts, isWrong: (text: string, key: string) => boolean): string[] {
  return [...of].filter(([key, text]) => isWrong(text, key)).map(([key]) => key);
}

test('both languages have the same texts', () => {
  expect([...texts.ru.keys()].sort()).toEqual([...texts.en.keys()].sort());
});

test('both languages ask for the same arguments and tags', () => {
  const asks = (of: Texts) => Object.fromEntries([...of].map(([key, text]) => [key, shapeOf(text).asks]));
  expect(asks(texts.ru)).toEqual(asks(texts.en));
});

describe.each(['en', 'ru'] as const)('in %s', (language) => {
  const of = texts[language];
  const forms = [...formsOf(language)].sort();

  test('every plural has all the forms of the language, but where it says one or more without a number', () => {
    const isWhole = (plural: readonly string[]) => {
      const own = plural.filter((form) => !form.startsWith('='));
      return own.sort().join() === forms.join() || (own.length < plural.length && own.join() === 'other');
    };
    expect(wrong(of, (text) => !shapeOf(text).plurals.every(isWhole))).toEqual([]);
  });

  test('no text is empty or has blanks at its ends or two in a row', () => {
    expect(wrong(of, (text) => text.trim() !== text || text === '' || text.includes('  '))).toEqual([]);
  });

  test('every refusal of the server has its text', () => {
    const codes = Object.keys(errorTable);
    expect(codes.filter((code) => !of.has(`errors.${code}`))).toEqual([]);
  });
});

test('a Russian text is in Russian: no text stands there as in English', () => {
  const isName = (text: string) =>
    !/[a-z]{2}/i.test(text.replaceAll(/\{[^{}]*\}|<[^<>]*>|Kith|JSON|QR|Ctrl/g, ''));
  expect(wrong(texts.ru, (text, key) => text === texts.en.get(key) && !isName(text))).toEqual([]);
});

test('a Russian text has Russian quotes and no hyphen for a dash', () => {
  expect(wrong(texts.ru, (text) => /["“”]| - /.test(text))).toEqual([]);
});

test('quotes and apostrophes are those of print', () => {
  expect(wrong(texts.en, (text) => /["']/.test(text))).toEqual([]);
});
