import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isForTests, type Source } from '../../../../scripts/tidy/source.ts';
import en from './en/index.ts';
import { textsOf } from './testing/messages.ts';
import { means, ownWords, usesOf } from './testing/uses.ts';

const root = join(import.meta.dirname, '..');
const texts = [...textsOf(en).keys()];
const sources: readonly Source[] = globSync('**/*.{ts,tsx}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !isForTests(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const uses = sources.flatMap(usesOf);

/**
 * Texts that are chosen by a variable, which no pattern can follow: the source, and what it may choose. The compiler
 * checks that each choice exists; that all of them are chosen is the word of whoever wrote the line.
 */
const chosenByVariable: Readonly<Record<string, readonly string[]>> = {
  'chats/present-avatar.tsx': ['shell.presence.*'],
  'pages/app/announcer.tsx': ['app.fields.*'],
  'synced/badge-line.tsx': [
    'synced.badge.default',
    'synced.badge.saving',
    'synced.badge.kept',
    'synced.badge.unsent',
    'synced.badge.locked',
  ],
  'synced/joining/joining-dialog.tsx': ['synced.joining.choices.*'],
  'pages/settings/notices.tsx': ['messages', 'devices'].map((it) => `settings.notices.${it}`),
  'pages/settings/privacy.tsx': ['directs', 'receipts.*', 'typing.*'].map((it) => `settings.privacy.${it}`),
  'pages/app/fields/use-error-of.ts': ['characters', 'email', 'number'].map((it) => `app.problems.${it}`),
  'pages/app/form.tsx': ['app.blocks.*'],
  'pages/app/joined.tsx': ['app.joined.joined', 'app.joined.disjoined', 'app.joined.reconnecting'],
  'synced/history/history-line.tsx': ['synced.history.now', 'synced.history.lost'],
  'pages/app/last-edited.tsx': ['app.last.self', 'app.last.other'],
  'pages/chat/header/state-line.tsx': ['chat.header.group', 'chat.header.channel'],
  'pages/chat/info/identity.tsx': ['chat.info.group', 'chat.info.channel'],
  'pages/chat/list/empty.tsx': ['unread', 'direct', 'groups', 'archived', 'requests'].map(
    (it) => `chat.list.empty.${it}`,
  ),
  'pages/chat/list/filters.tsx': ['all', 'unread', 'direct', 'groups', 'archived'].map(
    (it) => `chat.list.filters.${it}`,
  ),
  'pages/link/code-card.tsx': ['link.code.state.*'],
  'pages/link/quarantine-text.tsx': ['link.trusted.quarantine.approve', 'link.trusted.quarantine.show'],
  'shell/happenings.tsx': ['joined', 'left', 'revoked', 'reused'].map((it) => `shell.happenings.${it}`),
  'shell/kept-here.tsx': ['shell.keptHere.*'],
  'ui/presence.tsx': ['shell.presence.*'],
  'words/errors.ts': ['errors.*'],
};

const chosen = Object.entries(chosenByVariable).flatMap(([path, keys]) =>
  keys.map((key) => ({ path, line: 1, key })),
);

test('every text that a source asks for by name is there', () => {
  const exact = uses.filter(({ key }) => !/[*?]/.test(key));
  expect(exact.length).toBeGreaterThan(20);
  expect(exact.filter(({ key }) => !texts.includes(key))).toEqual([]);
});

test('every text that is chosen by a part of its name has at least one to choose', () => {
  const byPart = [...uses, ...chosen].filter(({ key }) => key.includes('*'));
  expect(byPart.filter((use) => !texts.some((text) => means(use, text)))).toEqual([]);
});

test('a source that chooses texts by a variable is in the list, and nothing else is', () => {
  const unknown = new Set(uses.filter(({ key }) => key.endsWith('?')).map(({ path }) => path));
  expect(Object.keys(chosenByVariable).sort()).toEqual([...unknown].sort());
});

test('every text is used', () => {
  expect(texts.filter((text) => ![...uses, ...chosen].some((use) => means(use, text)))).toEqual([]);
});

test('no source has words of its own: people read them in one language alone', () => {
  /** The name, and samples of codes. */
  const isNobodysLanguage = (words: string) => /^(?:Kith|[A-Z]{4}(?:-[A-Z]{4})+)$/.test(words);
  const found = sources.flatMap(ownWords).filter(({ words }) => !isNobodysLanguage(words));
  expect(found).toEqual([]);
});

test('no source but the names of languages has Russian words', () => {
  const isRussian = ({ path, text }: Source) => /[а-яё]/i.test(text) && !path.startsWith('words/');
  expect(sources.filter(isRussian).map(({ path }) => path)).toEqual(['appearance/language-names.ts']);
});

describe('the reading of sources', () => {
  const source = (...lines: string[]): Source => ({ path: 'a.tsx', text: lines.join('\n') });

  test('finds a translator with the space that it was made with last', () => {
    const found = usesOf(
      source(
        "const t = useTranslations('a');",
        "t('x'); tell(t.rich('y.z', {})); other('w');",
        "const t = useTranslations('b');",
        't(`x.${' + 'which}`, { count });',
        't(which);',
        "t(is ? 'yes' : 'no');",
        "t(is ? 'yes' : which);",
      ),
    );
    expect(found.map(({ line, key }) => `${line} ${key}`)).toEqual([
      '2 a.x',
      '2 a.y.z',
      '4 b.x.*',
      '5 b.?',
      '6 b.yes',
      '6 b.no',
      '7 b.yes',
      '7 b.?',
    ]);
  });

  test.each([
    ['a.x.*', 'a.x.one', true],
    ['a.*.title', 'a.b.title', true],
    ['a.*', 'a.b.c', true],
    ['a.*.title', 'a.b.text', false],
    ['a.by-*', 'a.by-name', true],
    ['a.b', 'a.c', false],
  ])('%s may mean %s: %s', (key, text, is) => {
    expect(means({ path: '', line: 1, key }, text)).toBe(is);
  });

  test.each([
    ['<p>Save now</p>', ['Save now']],
    ['<p>You are {name}</p>', ['You are']],
    ['<img alt="A cat" />', ['A cat']],
    ["<p>{t('save')}</p>", []],
    ['<p>/* not this */</p>', []],
    ['const f = (a: Map<string, number>) => a;', []],
    ["<Link href='/'>·</Link>", []],
  ])('of %s the words are %j', (text, words) => {
    expect(ownWords(source(text)).map((it) => it.words)).toEqual(words);
  });
});
