/** Contract of chats: what several people do in one at once is decided in one order, and what is taken back is gone. */
import { chatTopic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { disorder } from './log.ts';
import { no, Stage, type StoreKind, yes } from './stage.ts';

const secret = 'hedgehog-in-the-attic';

/** Somebody with one device. */
type Person = Awaited<ReturnType<Stage['user']>>;

/** A stage with a group of an owner and two members. */
async function group(kind: StoreKind) {
  const stage = await Stage.set(kind);
  const [anna, ben, carl] = [await stage.user(), await stage.user(), await stage.user()];
  const asked = { kind: 'group', members: [ben.user, carl.user], title: 'three' } as const;
  const { chat } = yes(await stage.by(anna.device, 'chats.create', asked, stage.fresh('create')));
  const say = async ({ device }: Person, text: string, id = stage.fresh('say')) =>
    await stage.by(device, 'messages.send', { chat: chat.id, text }, id);
  const read = async (after = 0) => await stage.read([chatTopic(chat.id)], after);
  return { stage, anna, ben, carl, chat: chat.id, say, read };
}

export function chatContract(kind: StoreKind): void {
  describe('races', () => {
    test('two that begin a direct chat with each other at once, twenty times: one chat each time', async () => {
      const stage = await Stage.set(kind);
      for (let round = 0; round < 20; round += 1) {
        const [anna, ben] = [await stage.user(), await stage.user()];
        const open = (by: Person, other: Person) =>
          stage.by(by.device, 'chats.create', { kind: 'direct', members: [other.user] }, stage.fresh('open'));
        const outcomes = await Promise.all([open(anna, ben), open(ben, anna), open(anna, ben)]);
        const ids = new Set(outcomes.map((outcome) => yes(outcome).chat.id));
        expect(ids.size).toBe(1);
        const [id = ''] = ids;
        const types = (await stage.read([chatTopic(id)])).map(({ type }) => type);
        expect(types).toEqual(['member.joined', 'chat.created', 'member.joined']);
      }
      expect((await stage.store.verify()).problems).toEqual([]);
    });

    test('a member who is removed while sending: said before, not found after, nothing half said', async () => {
      const { stage, anna, ben, chat, say, read } = await group(kind);
      const before = Array.from({ length: 50 }, (_, index) => say(ben, `early ${index}`));
      const removal = { chat, user: ben.user };
      const removing = stage.by(anna.device, 'members.remove', removal, stage.fresh('remove'));
      const after = Array.from({ length: 50 }, (_, index) => say(ben, `late ${index}`));
      yes(await removing);
      expect(new Set((await Promise.all(before)).map(no))).toEqual(new Set(['accepted']));
      expect(new Set((await Promise.all(after)).map(no))).toEqual(new Set(['not-found']));
      const events = await read();
      const left = events.findIndex(({ type }) => type === 'member.left');
      expect(events.slice(0, left).filter(({ type }) => type === 'message.sent')).toHaveLength(50);
      expect(events.slice(left + 1)).toEqual([]);
      expect((await stage.store.verify()).problems).toEqual([]);
    });

    test('who leaves and sends at once has said it before, or not at all', async () => {
      const { stage, ben, chat, say, read } = await group(kind);
      const leave = () => stage.by(ben.device, 'chats.leave', { chat }, stage.fresh('leave'));
      const outcomes = await Promise.all([say(ben, 'one'), leave(), say(ben, 'two'), leave()]);
      expect(outcomes.map(no)).toEqual(['accepted', 'accepted', 'not-found', 'not-found']);
      const types = (await read()).map(({ type }) => type);
      expect(types.slice(-2)).toEqual(['message.sent', 'member.left']);
    });

    test('two owners that step down at once: one of them stays', async () => {
      const { stage, anna, ben, chat } = await group(kind);
      const role = (by: Person, of: Person, role: 'owner' | 'member') =>
        stage.by(by.device, 'members.setRole', { chat, user: of.user, role }, stage.fresh('role'));
      yes(await role(anna, ben, 'owner'));
      const outcomes = await Promise.all([role(anna, anna, 'member'), role(ben, ben, 'member')]);
      expect(outcomes.map(no)).toEqual(['accepted', 'conflict']);
    });

    test('an edit and a deletion of one message at once: nothing of either text is left', async () => {
      const { stage, anna, chat, say, read } = await group(kind);
      const { message } = yes(await say(anna, 'first'));
      const edit = (text: string) =>
        stage.by(anna.device, 'messages.edit', { chat, message: message.id, text }, stage.fresh('edit'));
      const take = () =>
        stage.by(anna.device, 'messages.delete', { chat, message: message.id }, stage.fresh('delete'));
      const outcomes = await Promise.all([edit(secret), take(), edit(`${secret} again`), take()]);
      expect(outcomes.map(no)).toEqual(['accepted', 'accepted', 'conflict', 'accepted']);
      expect(JSON.stringify(await read())).not.toContain(secret);
      expect((await stage.store.verify()).problems).toEqual([]);
    });

    test('many that say something at once: each once, in one order', async () => {
      const { stage, anna, ben, carl, say, read } = await group(kind);
      const people = [anna, ben, carl];
      const said = Array.from({ length: 300 }, (_, index) => {
        const id = `say ${index % 150}`;
        const by = people[index % 3] ?? anna;
        return say(by, `${id} of ${by.user}`, id);
      });
      const seqs = (await Promise.all(said)).map((outcome) => yes(outcome).message.seq);
      expect(seqs.slice(150)).toEqual(seqs.slice(0, 150));
      const sent = (await read()).filter(({ type }) => type === 'message.sent');
      expect(sent.map(({ seq }) => seq)).toEqual(seqs.slice(0, 150));
      expect(disorder(stage.told)).toBeUndefined();
    });
  });

  describe('redaction', () => {
    /** A message that was edited twice, quoted by another, and taken back. */
    async function regret() {
      const all = await group(kind);
      const { stage, anna, ben, chat, say } = all;
      const { message } = yes(await say(anna, `${secret} 1`, 'said'));
      for (const text of [`${secret} 2`, `${secret} 3`]) {
        yes(
          await stage.by(
            anna.device,
            'messages.edit',
            { chat, message: message.id, text },
            stage.fresh('edit'),
          ),
        );
      }
      const answer = { chat, text: 'really?', replyTo: message.id };
      yes(await stage.by(ben.device, 'messages.send', answer, stage.fresh('say')));
      const told = [...stage.told];
      yes(await stage.by(anna.device, 'messages.delete', { chat, message: message.id }, 'delete'));
      return { ...all, message, told };
    }

    test('no event brings the texts of a deleted message, and every event keeps its place', async () => {
      const { stage, chat, read, told } = await regret();
      const events = await read();
      expect(JSON.stringify(events)).not.toContain(secret);
      for (const event of events) {
        const { data, ...rest } = told[event.offset - 1] ?? event;
        expect(event).toMatchObject(data.includes(secret) ? rest : { ...rest, data });
      }
      const { redacted } = stage.commits.at(-1) ?? { redacted: [] };
      expect(redacted).toEqual(events.filter(({ data }) => data.includes('"deleted":true')));
      expect(redacted.map(({ topic, type }) => `${topic} ${type}`)).toEqual([
        `chat:${chat} message.sent`,
        `chat:${chat} message.edited`,
        `chat:${chat} message.edited`,
      ]);
      expect((await stage.store.verify()).problems).toEqual([]);
    });

    test('it lasts over opening anew, in a copy, and for a retry of the sending', async () => {
      const { stage, anna, chat, message, say, read } = await regret();
      const { path, place } = stage.place.copy();
      await stage.store.backup(path);
      const copy = await Stage.at(place);
      expect(JSON.stringify(await copy.read([chatTopic(chat)]))).not.toContain(secret);
      expect((await copy.store.verify()).problems).toEqual([]);
      await stage.reopen();
      expect(JSON.stringify(await read())).not.toContain(secret);
      expect(yes(await say(anna, `${secret} 1`, 'said')).message.id).toBe(message.id);
      expect(JSON.stringify(await read())).not.toContain(secret);
    });

    test('a message that is said and taken back in one turn is not told as it read before', async () => {
      const { stage, anna, ben, chat, say, read } = await group(kind);
      const { message } = yes(await say(anna, 'plain'));
      const about = { chat, message: message.id };
      await Promise.all([
        stage.by(anna.device, 'messages.edit', { ...about, text: secret }, 'edit'),
        say(ben, 'between'),
        stage.by(anna.device, 'messages.delete', about, 'delete'),
      ]);
      expect(JSON.stringify(await read())).not.toContain(secret);
      const now = new Map(stage.told.map((event) => [event.offset, event]));
      for (const event of stage.commits.flatMap(({ redacted }) => redacted)) now.set(event.offset, event);
      expect([...now.values()].filter(({ topic }) => topic === chatTopic(chat))).toEqual(await read());
      expect((await stage.store.verify()).problems).toEqual([]);
    });
  });

  test('messages live on without their events, and are taken back without them', async () => {
    const { stage, anna, ben, chat, say, read } = await group(kind);
    const { message } = yes(await say(anna, 'early'));
    const { offset } = await stage.head();
    yes(await say(ben, 'late'));
    await stage.store.trim(offset);
    expect((await stage.store.verify()).problems).toEqual([]);
    const text = 'edited';
    yes(await stage.by(anna.device, 'messages.edit', { chat, message: message.id, text }, 'edit'));
    yes(await stage.by(anna.device, 'messages.delete', { chat, message: message.id }, 'delete'));
    expect((await read(offset)).map(({ type }) => type)).toEqual([
      'message.sent',
      'message.edited',
      'message.deleted',
    ]);
    expect((await stage.store.verify()).problems).toEqual([]);
  });
}
