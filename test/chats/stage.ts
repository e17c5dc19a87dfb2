/** A chat with members in a scene, put there as rows, and short ways to say things in it and to look. */
import { type ChatKind, type ChatRole, chatTopic, kithApp } from '@kith/protocol';
import { known } from '../../packages/server/src/base/assert.ts';
import type { Outcome, Policy } from '../../packages/server/src/domain/command.ts';
import type { CommandName, CommandParams, CommandResult } from '../../packages/server/src/domain/deciders.ts';
import { unreadOf } from '../../packages/server/src/domain/messages/unread.ts';
import type { Chat, Message } from '../../packages/server/src/domain/rows.ts';
import { Scene, yes } from '../support/scene.ts';

/** A person of the chat: the user and its device. */
export interface Person {
  readonly user: string;
  readonly device: string;
  readonly handle: string;
}

interface Staged {
  readonly kind?: ChatKind;
  readonly history?: Chat['history'];
  /** Roles of anna, ben, carl …: as many as there are members. */
  readonly roles?: readonly ChatRole[];
  readonly policy?: Partial<Policy>;
}

const handles = ['anna', 'ben', 'carl', 'dora'];

/** Members anna, ben … in a chat, and eve, who is not in it. */
export function stage({
  kind = 'group',
  history = 'all',
  roles = ['owner', 'member', 'member'],
  policy,
}: Staged = {}) {
  const scene = new Scene(policy);
  const { state } = scene;
  const chat = 'cht_stage';
  const topic = chatTopic(chat);
  const person = (handle: string): Person => {
    const { user, first: device } = scene.user(handle);
    return { user, device, handle };
  };
  const people = roles.map((_, index) => person(known(handles[index], 'a handle')));
  const eve = person('eve');
  state.put('chats', {
    id: chat,
    kind,
    title: null,
    purpose: null,
    history,
    listed: 0,
    pair: kind === 'direct' ? people.map(({ user }) => user).join(' ') : null,
    createdAt: state.now,
    createdBy: people[0]?.user ?? '',
    memberCount: 0,
    deletedAt: null,
  });
  const changeChat = (change: Partial<Chat>) =>
    state.put('chats', { ...known(state.get('chats', chat), 'the chat'), ...change });
  const memberCount = () => known(state.get('chats', chat), 'the chat').memberCount;

  /** Something happens in the chat that is no message. */
  const happen = (user: string) =>
    state.append({
      topic,
      type: 'receipt.shown',
      user,
      device: null,
      data: JSON.stringify({ user, seq: 1 }),
    });
  const join = ({ user }: Person, role: ChatRole = 'member') => {
    const since = happen(user);
    const place = { chatId: chat, userId: user };
    const positions = { since, read: since, shown: since, shownAt: 0 };
    state.put('members', { ...place, role, joinedAt: state.now, request: 0, ...positions });
    state.put('stays', { ...place, from: since, to: null });
    changeChat({ memberCount: memberCount() + 1 });
  };
  const leave = ({ user }: Person) => {
    const { since } = known(state.get('members', chat, user), 'a member');
    state.remove('members', chat, user);
    state.put('stays', { userId: user, chatId: chat, from: since, to: happen(user) });
    changeChat({ memberCount: memberCount() - 1 });
  };
  for (const [index, one] of people.entries()) join(one, roles[index]);

  type InChat<N extends CommandName> = Omit<CommandParams<N>, 'chat'>;
  const ask = <N extends CommandName>(who: Person, name: N, params: InChat<N>): Outcome<CommandResult<N>> =>
    scene.by(who.device, name, { chat, ...params } as CommandParams<N>);
  const row = (id: string): Readonly<Message> => known(state.find('messages', 'byId', id), 'a message');
  const [anna, ben, carl] = people;
  return {
    scene,
    state,
    chat,
    topic,
    anna: known(anna, 'anna'),
    ben: known(ben, 'ben'),
    /** The third member, where there is one. */
    carl: carl ?? eve,
    eve,
    ask,
    row,
    join,
    leave,
    changeChat,
    /** Says something; the id of the message. */
    say: (who: Person, text: string, more: Partial<InChat<'messages.send'>> = {}): string =>
      yes(ask(who, 'messages.send', { text, ...more })).message.id,
    member: ({ user }: Person) => known(state.get('members', chat, user), 'a member'),
    unread: ({ user }: Person) =>
      unreadOf(state, known(state.get('members', chat, user), 'a member'), scene.means.policy.unreadMax),
    /** What stands in the inbox of a person: kind and seq. */
    inbox: ({ user }: Person) =>
      state.list('inbox', 'byUser', [user]).map(({ kind: what, seq }) => `${what} ${seq}`),
    /** Whom rows say that a message mentions. */
    mentioned: (id: string) =>
      state.list('mentions', 'byMessage', [chat, row(id).seq]).map(({ target }) => target),
    /** A person chooses something about Kith. */
    choose: ({ device }: Person, key: string, value: unknown) => {
      const id = scene.fresh('op');
      yes(scene.by(device, 'settings.edit', { app: kithApp, op: { id, key, value, base: 0, ageMs: 0 } }, id));
    },
    /** Events of the chat after this offset: type and data. */
    heard: (after: number) =>
      state.log.slice(after).flatMap((event) => (event.topic === topic ? [toldBy(event)] : [])),
  };
}

function toldBy({ type, data }: { type: string; data: string }): readonly [string, unknown] {
  return [type, JSON.parse(data)];
}
