/** Contract of search: live messages of the given chats in which every word stands, newest first, and no others. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phrasesOf } from '../../domain/messages/words.ts';
import type { View } from '../../domain/state.ts';
import { message, type StateKind, type StateStage, stone } from './stage.ts';

/** Says texts in one chat, in the order of their seqs from 1 on. */
function said(kind: StateKind, ...texts: readonly string[]): StateStage {
  const stage = kind();
  for (const [index, text] of texts.entries())
    stage.state.put('messages', message('cht_a', index + 1, { text }));
  return stage;
}

/** The seqs that a query finds in these chats. */
function found(view: View, query: string, chats: readonly string[] = ['cht_a']): number[] {
  return view.search({ phrases: phrasesOf(query), chats, limit: 100 }).map(({ seq }) => seq);
}

/** Expects the same of the running batch and of what is committed. */
function expectFound(
  stage: StateStage,
  query: string,
  seqs: readonly number[],
  chats?: readonly string[],
): void {
  expect(found(stage.state, query, chats)).toEqual(seqs);
  stage.commit();
  expect(found(stage.committed, query, chats)).toEqual(seqs);
}

const few = ['tea', 'team', 'чай', 'чайка', 'день', '茶', 'a'] as const;

export function searchContract(kind: StateKind): void {
  test('every word must stand in the text, in any order, whatever its case and accents', () => {
    const stage = said(kind, 'Crème brûlée at NOON', 'noon', 'creme at noon and brulee', 'crème');
    expectFound(stage, 'BRÛLÉE creme noon ', [3, 1]);
  });

  test.each([
    ['Russian', 'Ёжик в тумане', 'ежик ', 'ТУМАНЕ'],
    ['Greek', 'Καλημέρα κόσμε', 'καλημερα ', 'ΚΌΣΜΕ'],
    ['Arabic', 'مرحبا بالعالم', 'مرحبا ', 'بالعالم'],
    ['Hebrew', 'שלום עולם', 'שלום ', 'עולם'],
    ['Devanagari', 'नमस्ते दुनिया', 'नमस्ते ', 'दुनिया'],
    ['Korean', '안녕하세요 세계', '안녕하세요 ', '세계'],
    ['Chinese, which has no spaces', '我們明天去喝茶', '喝茶', '明天'],
    ['Japanese, which has no spaces', '東京タワーへ行く', 'タワー', '東京'],
    ['Thai, which has no spaces', 'สวัสดีชาวโลก', 'ชาว', 'สวัสดี'],
  ])('in %s', (_, text, one, other) => {
    const stage = said(kind, 'something else', text);
    expectFound(stage, one, [2]);
    expectFound(stage, other, [2]);
    expectFound(stage, `${one} ${other} nothing`, []);
  });

  test('the last word may be a beginning, unless a space ends it; no other word may', () => {
    const stage = said(kind, 'a teapot', 'tea', 'pot of tea');
    expectFound(stage, 'tea', [3, 2, 1]);
    expectFound(stage, 'tea ', [3, 2]);
    expectFound(stage, 'tea po', [3]);
    expectFound(stage, 'po tea', []);
  });

  test('words in quotes stand next to each other, in this order', () => {
    const stage = said(kind, 'a good day to all', 'day good', 'a good, rainy day', 'good day', 'a good days');
    expectFound(stage, '"good day"', [4, 1]);
    expectFound(stage, '"good day" all ', [1]);
  });

  test('what asks for no word finds nothing', () => {
    const stage = said(kind, 'hello', '?!', '" * ( )', 'AND OR NOT NEAR');
    for (const query of ['', '   ', '?!', '"', '""', '*', '^', '-', 'words:', '\0']) {
      if (phrasesOf(query).length === 0) expectFound(stage, query, []);
    }
  });

  test('words that mean something to a search engine are words', () => {
    const stage = said(kind, 'AND OR NOT NEAR', 'chat words rowid rank', 'c6368745f61');
    expectFound(stage, 'and or not near', [1]);
    expectFound(stage, '"or not"', [1]);
    expectFound(stage, 'rowid rank', [2]);
    expectFound(stage, 'words chat ', [2]);
  });

  test('the name of a chat is not one of its words', () => {
    const stage = said(kind, 'hello', 'there');
    expectFound(stage, `c${Buffer.from('cht_a').toString('hex')}`, []);
    expectFound(stage, 'cht_a', []);
  });

  test('what is edited is found by its words of now only', () => {
    const stage = said(kind, 'tea at noon', 'coffee');
    stage.commit();
    stage.state.put('messages', message('cht_a', 1, { text: 'coffee at one', editedAt: 1 }));
    expectFound(stage, 'tea', []);
    expectFound(stage, 'coffee', [2, 1]);
    stage.state.put('messages', message('cht_a', 1, { text: '', editedAt: 2 }));
    stage.state.put('messages', message('cht_a', 1, { text: 'tea', editedAt: 3 }));
    expectFound(stage, 'coffee', [2]);
    expectFound(stage, 'tea', [1]);
  });

  test('what is deleted is found no more, in the batch that said it and later', () => {
    const stage = said(kind, 'tea', 'tea', 'tea');
    stage.state.put('messages', stone('cht_a', 1));
    expectFound(stage, 'tea', [3, 2]);
    stage.state.put('messages', stone('cht_a', 2));
    stage.state.put('messages', stone('cht_a', 2));
    expectFound(stage, 'tea', [3]);
    stage.state.remove('messages', 'cht_a', 3);
    expectFound(stage, 'tea', []);
  });

  test('only the given chats are looked through, and none where none is given', () => {
    const stage = kind();
    for (const [index, chat] of ['cht_a', 'cht_ab', 'cht_A', 'cht_a', 'cht-a'].entries())
      stage.state.put('messages', message(chat, index + 1, { text: 'tea' }));
    expectFound(stage, 'tea', [4, 1], ['cht_a']);
    expectFound(stage, 'tea', [5, 3], ['cht_A', 'cht-a']);
    expectFound(stage, 'tea', [], ['cht_']);
    expectFound(stage, 'tea', [], []);
  });

  test('as many chats as a person may have are looked through at once', () => {
    const stage = said(kind, 'tea');
    const others = Array.from({ length: 1_000 }, (_, index) => `cht_other${index}`);
    expectFound(stage, 'tea', [1], [...others, 'cht_a']);
  });

  test('in one chat it begins before a seq, whatever stands in others', () => {
    const stage = said(kind, 'tea', 'tea', 'tea');
    for (const seq of [1, 2, 3, 9])
      stage.state.put('messages', message('cht_b', seq, { text: seq === 9 ? 'coffee' : 'tea' }));
    stage.commit();
    const before = (chat: string, belowSeq: number) =>
      stage.committed
        .search({ phrases: phrasesOf('tea'), chats: [chat], belowSeq, limit: 9 })
        .map(({ chatId, seq }) => `${chatId} ${seq}`);
    expect(before('cht_b', 3)).toEqual(['cht_b 2', 'cht_b 1']);
    expect(before('cht_b', 9)).toEqual(['cht_b 3', 'cht_b 2', 'cht_b 1']);
    expect(before('cht_a', 3)).toEqual(['cht_a 2', 'cht_a 1']);
    expect(before('cht_b', 1)).toEqual([]);
  });

  test('page by page nothing is missed, and a number stays the same over edits', () => {
    const stage = said(kind, ...Array.from({ length: 25 }, (_, index) => `tea ${index}`));
    stage.commit();
    stage.state.put('messages', message('cht_a', 3, { text: 'tea again' }));
    stage.commit();
    const seqs: number[] = [];
    for (let below = Number.MAX_SAFE_INTEGER; ; ) {
      const page = stage.committed.search({ phrases: phrasesOf('tea '), chats: ['cht_a'], below, limit: 7 });
      seqs.push(...page.map(({ seq }) => seq));
      const last = page.at(-1);
      if (last === undefined) break;
      below = last.number;
    }
    expect(seqs).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
  });

  test('whatever was said, edited and deleted, it finds what looking at every text finds', () => {
    const chat = fc.constantFrom('cht_a', 'cht_b');
    const words = fc.array(fc.constantFrom(...few), { maxLength: 4 });
    const step = fc.record({
      chat,
      seq: fc.integer({ min: 1, max: 6 }),
      words: fc.oneof({ weight: 4, arbitrary: words }, fc.constantFrom('stone' as const, 'nothing' as const)),
      ends: fc.boolean(),
    });
    const query = fc.record({
      words: fc.array(fc.constantFrom(...few), { minLength: 1, maxLength: 2 }),
      chat,
    });
    const holds = fc.property(fc.array(step, { maxLength: 30 }), query, (steps, asked) => {
      const stage = kind();
      const texts = new Map<string, readonly string[]>();
      for (const { chat: where, seq, words: now, ends } of steps) {
        if (now === 'nothing') stage.state.remove('messages', where, seq);
        else if (now === 'stone') stage.state.put('messages', stone(where, seq));
        else stage.state.put('messages', message(where, seq, { text: now.join(', ') }));
        texts.set(`${where} ${seq}`, typeof now === 'string' ? [] : now);
        if (ends) stage.commit();
      }
      const wanted = [1, 2, 3, 4, 5, 6].filter((seq) =>
        asked.words.every((word) => texts.get(`${asked.chat} ${seq}`)?.includes(word) ?? false),
      );
      for (const view of [stage.state, stage.committed]) {
        expect(found(view, `${asked.words.join(' ')} `, [asked.chat]).sort((a, b) => a - b)).toEqual(wanted);
        stage.commit();
      }
    });
    fc.assert(holds, { numRuns: 100 });
  });
}
