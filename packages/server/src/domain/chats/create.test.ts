import { expect, test } from 'vitest';
import { no, Scene, yes } from '../../../../../test/support/scene.ts';

test('a group from its beginning to its end', () => {
  const scene = new Scene();
  const a = scene.user('ada');
  const b = scene.user('bob');
  const { chat } = yes(
    scene.by(a.first, 'chats.create', { kind: 'group', title: 'Team', members: [b.user] }),
  );
  expect(chat).toMatchObject({ memberCount: 2 });
  expect(scene.heard(4).map((it) => it.split(' ')[1])).toEqual([
    'member.joined',
    'chat.created',
    'member.joined',
  ]);
  expect(no(scene.by(a.first, 'chats.leave', { chat: chat.id }))).toBe('conflict');
  yes(scene.by(a.first, 'members.setRole', { chat: chat.id, user: b.user, role: 'owner' }));
  yes(scene.by(a.first, 'chats.leave', { chat: chat.id }));
  const { token } = yes(scene.by(b.first, 'invites.create', { chat: chat.id }));
  yes(scene.by(a.first, 'chats.join', { invite: token }));
  yes(scene.by(b.first, 'chats.delete', { chat: chat.id }));
});
