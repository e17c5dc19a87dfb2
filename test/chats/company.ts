/** People in a scene who make chats by commands alone, and short ways to ask and to look. */
import { type ChatRole, chatTopic, kithApp } from '@kith/protocol';
import { known } from '../../packages/server/src/base/assert.ts';
import type { Outcome, Policy } from '../../packages/server/src/domain/command.ts';
import type { CommandName, CommandParams, CommandResult } from '../../packages/server/src/domain/deciders.ts';
import { Scene, yes } from '../support/scene.ts';

/** A person with one device. */
export interface Person {
  readonly user: string;
  readonly device: string;
  readonly handle: string;
}

type CreateParams = CommandParams<'chats.create'>;

export function company(policy: Partial<Policy> = {}) {
  const scene = new Scene(policy);
  const { state } = scene;

  const person = (handle = scene.fresh('person')): Person => {
    const { user, first } = scene.user(handle);
    return { user, device: first, handle };
  };
  const ask = <N extends CommandName>(
    { device }: Person,
    name: N,
    params: CommandParams<N>,
  ): Outcome<CommandResult<N>> => scene.by(device, name, params);
  const make = (who: Person, params: CreateParams): string => yes(ask(who, 'chats.create', params)).chat.id;
  /** A group of its owner and members. */
  const group = (owner: Person, members: readonly Person[] = [], more: Partial<CreateParams> = {}): string =>
    make(owner, { kind: 'group', title: 'Team', members: members.map(({ user }) => user), ...more });
  /** A channel of its owner. */
  const channel = (owner: Person, more: Partial<CreateParams> = {}): string =>
    make(owner, { kind: 'channel', title: 'News', ...more });
  const direct = (who: Person, other: Person): string => make(who, { kind: 'direct', members: [other.user] });
  const give = (owner: Person, chat: string, { user }: Person, role: ChatRole) =>
    yes(ask(owner, 'members.setRole', { chat, user, role }));
  /** Sets a setting of the app `kith`. */
  const choose = (who: Person, key: string, value: unknown): void => {
    const id = scene.fresh('op');
    const op = { id, key, base: 0, ageMs: 0, value };
    yes(scene.by(who.device, 'settings.edit', { app: kithApp, op }, id));
  };
  const chatRow = (chat: string) => known(state.get('chats', chat), 'a chat');
  const member = (chat: string, { user }: Person) => state.get('members', chat, user);
  /** Users of a chat, with their roles. */
  const roles = (chat: string): Record<string, ChatRole> =>
    Object.fromEntries(state.list('members', 'byChat', [chat]).map(({ userId, role }) => [userId, role]));
  const stays = (chat: string, { user }: Person) =>
    state.list('stays', 'byChat', [user, chat]).map(({ from, to }) => [from, to]);
  const events = (chat: string) =>
    state.log
      .filter(({ topic }) => topic === chatTopic(chat))
      .map(({ type, seq, user, data }) => ({
        type,
        seq,
        user,
        data: JSON.parse(data) as Record<string, unknown>,
      }));
  const inbox = ({ user }: Person) => state.list('inbox', 'byUser', [user]);
  return {
    scene,
    state,
    person,
    ask,
    make,
    group,
    channel,
    direct,
    give,
    choose,
    chatRow,
    member,
    roles,
    stays,
    events,
    inbox,
  };
}
