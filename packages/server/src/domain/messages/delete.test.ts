import { kithKey } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../test/chats/stage.ts';
import { no, yes } from '../../../../../test/support/scene.ts';
import { type TableName, tableSpecs } from '../rows.ts';
import { blankMessage } from './blank.ts';

/** Everything that a state holds, as text. */
function everything({ state }: Pick<ReturnType<typeof stage>, 'state'>): string {
  return JSON.stringify([
    state.log,
    (Object.keys(tableSpecs) as TableName[]).map((name) => state.rows(name)),
  ]);
}

describe('messages.delete', () => {
  test('a stone stays, and nobody reads anywhere what was said', () => {
    const it = stage();
    const { scene, state, chat, topic, anna, ben, say, ask, row } = it;
    const question = say(ben, 'who?');
    const message = say(anna, 'secret one @carl', { replyTo: question });
    yes(ask(anna, 'messages.edit', { message, text: 'secret two @carl' }));
    const { seq } = row(message);
    const [sent, edited] = state.eventsAbout(anna.user, message, { after: 0, limit: 9 });
    scene.later(1_000);
    expect(yes(ask(anna, 'messages.delete', { message }))).toEqual({ message: { id: message, chat, seq } });
    const stone = { text: null, mentions: null, live: 0, deletedAt: state.now, deletedBy: anna.user };
    expect(row(message)).toMatchObject({ seq, userId: anna.user, ...stone });
    expect(state.log.at(-1)).toMatchObject({ topic, type: 'message.deleted', user: anna.user });
    expect(scene.lastData()).toEqual({ id: message, chat, seq, by: anna.user });
    const blank = JSON.stringify({ id: message, chat, seq, text: '', deleted: true });
    for (const event of [sent, edited]) {
      expect(state.eventAt(event?.offset ?? 0)).toEqual({ ...event, data: blank });
    }
    expect(everything(it)).not.toContain('secret');
    expect(everything(it)).toContain('who?');
  });

  test('of many edits none stays readable', () => {
    const it = stage();
    const { anna, say, ask } = it;
    const message = say(anna, 'secret 0');
    for (let count = 1; count <= 1_001; count += 1) {
      yes(ask(anna, 'messages.edit', { message, text: `secret ${count}` }));
    }
    yes(ask(anna, 'messages.delete', { message }));
    expect(everything(it)).not.toContain('secret');
  });

  test('what was drafted before it was sent goes with it; the draft that stands now stays', () => {
    const it = stage();
    const { chat, anna, ben, say, ask, choose } = it;
    const key = kithKey('draft', chat);
    choose(anna, key, { id: 'draft1', text: 'secr' });
    choose(anna, key, { id: 'draft1', text: 'secret' });
    choose(ben, key, { id: 'draft1', text: 'of ben' });
    const message = say(anna, 'secret', { draft: 'draft1' });
    choose(anna, key, { id: 'draft2', text: 'the next one' });
    yes(ask(anna, 'messages.delete', { message }));
    expect(everything(it)).not.toContain('secr');
    expect(it.state.log.filter(({ data }) => data.includes('the next one'))).toHaveLength(1);
    expect(everything(it)).toContain('of ben');
  });

  test('a retry of what was sent, and of the deletion, is answered as at first', () => {
    const { scene, state, chat, anna } = stage();
    const params = { chat, text: 'secret' };
    const first = yes(scene.by(anna.device, 'messages.send', params, 'send'));
    const away = { chat, message: first.message.id };
    const gone = yes(scene.by(anna.device, 'messages.delete', away, 'delete'));
    const head = state.log.length;
    expect(yes(scene.by(anna.device, 'messages.send', params, 'send'))).toEqual(first);
    expect(yes(scene.by(anna.device, 'messages.delete', away, 'delete'))).toEqual(gone);
    expect(yes(scene.by(anna.device, 'messages.delete', away, 'once more'))).toEqual(gone);
    expect(state.log.length).toBe(head);
  });

  test.each([
    ['group', 'owner', 'accepted'],
    ['group', 'admin', 'accepted'],
    ['group', 'member', 'forbidden'],
    ['channel', 'admin', 'accepted'],
    ['channel', 'member', 'forbidden'],
    ['channel', 'read-only', 'forbidden'],
  ] as const)('what others said: in a %s, as %s: %s', (kind, role, verdict) => {
    const { anna, ben, say, ask } = stage({ kind, roles: { ben: role } });
    expect(no(ask(ben, 'messages.delete', { message: say(anna, 'hi') }))).toBe(verdict);
  });

  test('what others said: not in a direct chat', () => {
    const { anna, ben, say, ask } = stage({ kind: 'direct' });
    expect(no(ask(anna, 'messages.delete', { message: say(ben, 'hi') }))).toBe('forbidden');
  });

  test('one’s own, whatever one’s role is by now', () => {
    const { ben, say, ask, setRole, row } = stage();
    const message = say(ben, 'hi');
    setRole(ben, 'read-only');
    yes(ask(ben, 'messages.delete', { message }));
    expect(row(message).deletedBy).toBe(ben.user);
  });

  test('by role: it says who did it', () => {
    const { scene, anna, ben, say, ask, row } = stage();
    const message = say(ben, 'hi');
    yes(ask(anna, 'messages.delete', { message }));
    expect(row(message)).toMatchObject({ userId: ben.user, deletedBy: anna.user });
    expect(scene.lastData()).toMatchObject({ by: anna.user });
  });

  test('its reactions go, those of other messages stay', () => {
    const { state, chat, anna, ben, say, ask, row } = stage();
    const [message, other] = [say(anna, 'hi'), say(anna, 'there')];
    for (const target of [message, other]) yes(ask(ben, 'messages.react', { message: target, emoji: '👍' }));
    yes(ask(anna, 'messages.delete', { message }));
    const left = (id: string) => state.list('reactions', 'byMessage', [chat, row(id).seq]).length;
    expect([left(message), left(other)]).toEqual([0, 1]);
  });
});

test('the server blanks a message without telling', () => {
  const it = stage();
  const { state, anna, say, row } = it;
  const message = say(anna, 'secret @ben');
  const head = state.log.length;
  blankMessage(state, row(message), null);
  expect(row(message)).toMatchObject({ text: null, live: 0, deletedBy: null });
  expect(everything(it)).not.toContain('secret');
  expect(state.log.length).toBe(head);
});
