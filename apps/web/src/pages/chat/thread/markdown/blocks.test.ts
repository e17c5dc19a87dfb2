import naughtyStrings from 'big-list-of-naughty-strings';
import { Tokenizer } from 'marked';
import { describe, expect, test, vi } from 'vitest';
import { type Block, blocksOf, type Inline } from './blocks.ts';

/** All links of a message. */
function linksIn(blocks: readonly Block[]): string[] {
  const inLine = (inside: readonly Inline[]): string[] =>
    inside.flatMap((it) => [
      ...(it.kind === 'link' ? [it.href] : []),
      ...('inside' in it ? inLine(it.inside) : []),
    ]);
  const inBlock = (block: Block): string[] => {
    switch (block.kind) {
      case 'paragraph':
        return inLine(block.inside);
      case 'quote':
        return linksIn(block.inside);
      case 'list':
        return block.items.flatMap(linksIn);
      case 'code':
        return [];
    }
  };
  return blocks.flatMap(inBlock);
}

/** Everything that shows, without its marks. */
function shown(blocks: readonly Block[]): string {
  const ofLine = (inside: readonly Inline[]): string =>
    inside.map((it) => ('inside' in it ? ofLine(it.inside) : it.kind === 'break' ? '\n' : it.text)).join('');
  const ofBlock = (block: Block): string => {
    switch (block.kind) {
      case 'paragraph':
        return ofLine(block.inside);
      case 'code':
        return block.text;
      case 'quote':
        return shown(block.inside);
      case 'list':
        return block.items.map(shown).join('\n');
    }
  };
  return blocks.map(ofBlock).join('\n');
}

function depthOf(blocks: readonly Block[]): number {
  const depths = blocks.map((block) => {
    if (block.kind === 'quote') return depthOf(block.inside);
    return block.kind === 'list' ? Math.max(0, ...block.items.map(depthOf)) : 0;
  });
  return 1 + Math.max(0, ...depths);
}

const text = (said: string) => ({ kind: 'text', text: said });
const paragraph = (...inside: unknown[]) => ({ kind: 'paragraph', inside });

describe('what is understood', () => {
  test.each([
    ['**a**', paragraph({ kind: 'bold', inside: [text('a')] })],
    ['_a_', paragraph({ kind: 'italic', inside: [text('a')] })],
    ['~~a~~', paragraph({ kind: 'strike', inside: [text('a')] })],
    ['`**a**`', paragraph({ kind: 'code', text: '**a**' })],
    ['a\nb', paragraph(text('a'), { kind: 'break' }, text('b'))],
    ['```\n<b>\n```', { kind: 'code', text: '<b>' }],
    ['> a', { kind: 'quote', inside: [paragraph(text('a'))] }],
    ['- a', { kind: 'list', start: null, items: [[paragraph(text('a'))]] }],
    ['3. a', { kind: 'list', start: 3, items: [[paragraph(text('a'))]] }],
    ['[a](https://b.example)', paragraph({ kind: 'link', href: 'https://b.example/', inside: [text('a')] })],
  ])('%j', (said, block) => {
    expect(blocksOf(said)).toEqual([block]);
  });
});

describe('what is not markup here shows as it was typed', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<!-- a -->',
    '![a](https://b.example/c.png)',
    '# a',
    '-',
    '>',
    '```\n```',
    '---',
    '    a',
    '[a]: https://b.example',
    '&lt;b&gt; &amp;amp;',
    '| a | b |\n| - | - |\n| c | d |',
    'a @anna b',
  ])('%j', (said) => {
    expect(shown(blocksOf(said))).toBe(said);
  });
});

describe('links', () => {
  test.each([
    ['https://a.example/b?c=d&e', ['https://a.example/b?c=d&e']],
    ['[a](mailto:b@c.example)', ['mailto:b@c.example']],
    ['www.a.example', ['http://www.a.example/']],
    ['[a](javascript:alert(1))', []],
    ['[a](JaVaScRiPt:alert(1))', []],
    ['[a](&#106;avascript:alert(1))', []],
    ['[a](\u0001javascript:alert(1))', []],
    ['[a](data:text/html,b)', []],
    ['[a](vbscript:b)', []],
    ['[a](/settings)', []],
    ['[a](//b.example)', []],
    ['<javascript:alert(1)>', []],
    ['[a](blob:https://b.example/c)', []],
  ])('in %j they lead to %j', (said, links) => {
    expect(linksIn(blocksOf(said))).toEqual(links);
  });
});

test('naughty strings lead nowhere but to the web and mail, and none is lost', () => {
  for (const said of naughtyStrings) {
    const blocks = blocksOf(said);
    for (const href of linksIn(blocks)) expect(href).toMatch(/^(https?|mailto):/);
    if (said.trim() !== '') expect(shown(blocks).trim(), said).not.toBe('');
  }
});

test('a text without marks is kept to the letter', () => {
  const said = 'Ünï ‮abc‬ 字\u200b\ttab  two  blanks';
  expect(shown(blocksOf(said))).toBe(said);
});

const bytesMax = 16 * 1024;
const filled = (part: string) => part.repeat(Math.ceil(bytesMax / part.length)).slice(0, bytesMax);

const hostile = [
  '>',
  '> ',
  '- ',
  '- > ',
  '*',
  '*a ',
  'a*',
  '**a*',
  '_a ',
  '*a_',
  '*a_ ',
  '[',
  '[a](',
  '[a ',
  '![a](',
  '`',
  '`a ',
  '<',
  '<a@',
  '~~a ',
  '~a ~~b ',
  'http://',
  'www.',
  'a@b.',
  '&',
  '\\*',
  '\n',
  '```\n',
  '1. ',
  '\t-',
  '| - ',
  '字*',
  '*_~~[`',
  'a* **b _c ',
];

describe('texts of 16 KiB that are made to take long', () => {
  test.each(hostile)('%j is searched but so often, and nests but so deep', (part) => {
    const searches = vi.spyOn(Tokenizer.prototype, 'emStrong');
    const blocks = blocksOf(filled(part));
    const vain = searches.mock.results.filter(({ value }) => value === undefined).length;
    searches.mockRestore();
    expect(vain).toBeLessThanOrEqual(100);
    expect(depthOf(blocks)).toBeLessThanOrEqual(9);
  });

  test('a word of 16 KiB is no markup', () => {
    const said = filled('*a_');
    expect(blocksOf(said)).toEqual([paragraph(text(said))]);
  });
});
