/** A chat with its members in a scene, and short ways to say things in it and to look. */
import { type ChatKind, type ChatRole, chatTopic, kithApp } from '@kith/protocol';
import { known } from '../../packages/server/src/base/assert.ts';
import type { Outcome, Policy } from '../../packages/server/src/domain/command.ts';
import type { CommandName, CommandParams, CommandResult } from '../../packages/server/src/domain/deciders.ts';
import { unreadOf } from '../../packages/server/src/domain/messages/unread.ts';
import type { Chat, Message } from '../../packages/server/src/domain/rows.ts';
import { Scene, yes } from '../support/scene.ts';

/** Somebody with a device. */
export interface Person {
  readonly user: string;
  readonly device: string;
}

interface Staged {
  readonly kind?: ChatKind;
  readonly history?: Chat['history'];
  /** What ben and carl are in a group or channel. */
  readonly roles?: { readonly ben?: ChatRole; readonly carl?: ChatRole };
  /** Ben takes direct chats of strangers as requests. */
  readonly request?: true;
  readonly policy?: Partial<Policy>;
}

/** A chat that anna began with ben and, unless it is direct, with carl; eve is not in it. */
export function stage({ kind = 'group', history, roles = {}, request, policy = {} }: Staged = {}) {
  const scene = new Scene(policy);
  const { state } = scene;
  const person = (handle: string): Person => {
    const { user, first: device } = scene.user(handle);
    return { user, device };
  };
  const [anna, ben, carl, eve] = [person('anna'), person('ben'), person('carl'), person('eve')];

  /** A person chooses something about Kith. */
  const choose = ({ device }: Person, key: string, value: unknown) => {
    const id = scene.fresh('op');
    yes(scene.by(device, 'settings.edit', { app: kithApp, op: { id, key, value, base: 0, ageMs: 0 } }, id));
  };
  if (request === true) choose(ben, 'privacy.directs', 'requests');

  const others = kind === 'direct' ? [ben] : [ben, carl];
  const begun = scene.by(anna.device, 'chats.create', {
    kind,
    members: others.map(({ user }) => user),
    ...(kind === 'channel' ? { title: 'News' } : {}),
    ...(history === undefined ? {} : { history }),
  });
  const chat = yes(begun).chat.id;
  const topic = chatTopic(chat);

  type InChat<N extends CommandName> = Omit<CommandParams<N>, 'chat'>;
  const ask = <N extends CommandName>(who: Person, name: N, params: InChat<N>): Outcome<CommandResult<N>> =>
    scene.by(who.device, name, { chat, ...params } as CommandParams<N>);
  const setRole = ({ user }: Person, role: ChatRole) => yes(ask(anna, 'members.setRole', { user, role }));
  if (roles.ben !== undefined) setRole(ben, roles.ben);
  if (roles.carl !== undefined) setRole(carl, roles.carl);

  const row = (id: string): Readonly<Message> => known(state.find('messages', 'byId', id), 'a message');
  const member = ({ user }: Person) => known(state.get('members', chat, user), 'a member');
  return {
    scene,
    state,
    chat,
    topic,
    anna,
    ben,
    carl,
    eve,
    choose,
    ask,
    row,
    member,
    setRole,
    add: ({ user }: Person) => yes(ask(anna, 'members.add', { user })),
    leave: (who: Person) => yes(ask(who, 'chats.leave', {})),
    /** Says something; the id of the message. */
    say: (who: Person, text: string, more: Partial<InChat<'messages.send'>> = {}): string =>
      yes(ask(who, 'messages.send', { text, ...more })).message.id,
    unread: (who: Person) => unreadOf(state, member(who), scene.means.policy.unreadMax),
    /** What messages left in the inbox of a person: kind and message. */
    inbox: ({ user }: Person) =>
      state.list('inbox', 'byUser', [user]).flatMap(({ kind: what, seq }) => {
        const message = state.get('messages', chat, seq);
        return message === undefined ? [] : [`${what} ${message.id}`];
      }),
    /** Whom rows say that a message mentions. */
    mentioned: (id: string) =>
      state.list('mentions', 'byMessage', [chat, row(id).seq]).map(({ target }) => target),
    /** Types of the chat's events after this offset. */
    heard: (after: number) =>
      state.log.slice(after).flatMap((event) => (event.topic === topic ? [event.type] : [])),
  };
}
