import { expect, test } from 'vitest';
import { looks } from '../../../../../test/chats/looks.ts';
import { readers } from '../../../../../test/chats/readers.ts';
import { yes } from '../../../../../test/support/scene.ts';
import { known } from '../../base/assert.ts';
import { livingChat } from '../chats/member-row.ts';
import type { View } from '../state.ts';
import { readableLines, readableMessages, type Stretch, seqEnd } from './readable.ts';

/** A group whose later members read only what was said while they were in; bob comes and goes. */
function room() {
  const made = readers();
  const [ada, bob] = [made.person('ada'), made.person('bob')];
  const chat = made.group(ada, [bob], { history: 'joined' });
  const here = () => ({
    chat: known(livingChat(made.state, chat), 'the group'),
    member: known(made.member(chat, bob), 'bob is in'),
  });
  const comeAndGo = (times: number, unseen?: string) => {
    for (let index = 0; index < times; index += 1) {
      yes(made.ask(bob, 'chats.leave', { chat }));
      if (unseen !== undefined) made.say(ada, chat, unseen);
      yes(made.ask(ada, 'members.add', { chat, user: bob.user }));
    }
  };
  return { ...made, say: (text: string) => made.say(ada, chat, text), comeAndGo, here, ada, bob, chat };
}

const whole = { above: -1, below: seqEnd };

function texts(view: View, here: ReturnType<ReturnType<typeof room>['here']>, stretch: Stretch) {
  return [...readableMessages(view, here, stretch)].map(({ text }) => text);
}

test('both ways it gives what was said in each stay, whatever was said between them', () => {
  const it = room();
  it.say('a');
  it.comeAndGo(3, 'unseen');
  it.say('b');
  const middle = it.say('c').seq;
  it.comeAndGo(2);
  it.say('d');
  it.comeAndGo(1, 'unseen');
  expect(texts(it.state, it.here(), { span: whole, way: 'on' })).toEqual(['a', 'b', 'c', 'd']);
  expect(texts(it.state, it.here(), { span: whole, way: 'back' })).toEqual(['d', 'c', 'b', 'a']);
  const [before, after] = [
    { above: -1, below: middle },
    { above: middle - 1, below: seqEnd },
  ];
  for (const way of ['on', 'back'] as const) {
    expect(texts(it.state, it.here(), { span: before, way }).toSorted()).toEqual(['a', 'b']);
    expect(texts(it.state, it.here(), { span: after, way }).toSorted()).toEqual(['c', 'd']);
  }
});

test('what was said between two stays costs the same, however much it is', () => {
  const cost = [1, 40].map((unseen) => {
    const it = room();
    it.say('a');
    yes(it.ask(it.bob, 'chats.leave', { chat: it.chat }));
    for (let index = 0; index < unseen; index += 1) it.say('unseen');
    yes(it.ask(it.ada, 'members.add', { chat: it.chat, user: it.bob.user }));
    it.say('b');
    return (['on', 'back'] as const).map((way) =>
      looks(it.state, (view) => texts(view, it.here(), { span: whole, way })),
    );
  });
  expect(cost[1]).toEqual(cost[0]);
});

test('stays in which nothing was said cost nothing, however many they are', () => {
  const it = room();
  it.say('a');
  it.comeAndGo(2, 'unseen');
  it.say('b');
  it.comeAndGo(1);
  const ways = (['on', 'back'] as const).map(
    (way) => (view: View) => texts(view, it.here(), { span: whole, way }),
  );
  const cost = ways.map((way) => looks(it.state, way));
  it.comeAndGo(100);
  expect(ways.map((way) => looks(it.state, way))).toEqual(cost);
});

test('the lines of a stay are one’s own coming and going, and what was between them', () => {
  const it = room();
  it.comeAndGo(2);
  const span = { above: -1, below: seqEnd };
  const lines = [...readableLines(it.state, it.here(), { span, way: 'on' })];
  const stays = it.stays(it.chat, it.bob);
  expect(stays).toHaveLength(3);
  const within = (seq: number) =>
    stays.some(([from, to]) => seq >= Number(from) && seq <= Number(to ?? seqEnd));
  const all = it.state.list('lines', 'byChat', [it.chat]).filter(({ seq }) => within(seq));
  expect(lines).toEqual(all);
});
