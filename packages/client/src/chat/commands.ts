/** Commands on one chat that the server alone answers, or that are settings: nothing of them shows before it is so. */
import type { MethodName, Result } from '@kith/protocol';
import type { Inside } from '../inside.ts';
import { newId } from '../wire/ids.ts';
import type { Chat, ChatRole, Invite, Person } from './api.ts';
import type { Choices } from './choices.ts';
import type { People } from './people.ts';
import type { Room } from './room.ts';

export interface CommandMeans {
  readonly inside: Pick<Inside, 'environment' | 'calls'>;
  readonly room: Room;
  readonly people: People;
  readonly choices: Choices;
  readonly serverNow: () => number;
}

/** Every chat that an app holds has them. */
export class ChatCommands {
  readonly id: string;
  readonly #means: CommandMeans;

  constructor(means: CommandMeans) {
    this.#means = means;
    this.id = means.room.id;
  }

  async history(message: string): Promise<readonly { readonly text: string; readonly at: number }[]> {
    const versions: { text: string; at: number }[] = [];
    let after: number | undefined;
    do {
      const page = await this.ask('messages.history', { message, after });
      versions.push(...page.versions);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return versions;
  }

  async update(change: Parameters<Chat['update']>[0]): Promise<void> {
    await this.act('chats.update', change);
  }

  async leave(): Promise<void> {
    await this.act('chats.leave', {});
  }

  async remove(): Promise<void> {
    await this.act('chats.delete', {});
  }

  async accept(): Promise<void> {
    await this.act('requests.accept', {});
  }

  async addMember(user: string): Promise<void> {
    await this.act('members.add', { user });
  }

  async removeMember(user: string, { ban = false }: { ban?: boolean } = {}): Promise<void> {
    await this.act('members.remove', { user, ...(ban && { ban }) });
  }

  async unban(user: string): Promise<void> {
    await this.act('members.unban', { user });
  }

  async bans(): Promise<readonly { readonly user: Person; readonly at: number }[]> {
    const { bans } = await this.ask('members.bans', {});
    this.#means.people.take(bans.map(({ user }) => user));
    return bans;
  }

  async setRole(user: string, role: ChatRole): Promise<void> {
    await this.act('members.setRole', { user, role });
  }

  createInvite(options: Parameters<Chat['createInvite']>[0] = {}): ReturnType<Chat['createInvite']> {
    return this.ask('invites.create', options);
  }

  async invites(): Promise<readonly Invite[]> {
    return (await this.ask('invites.list', {})).invites;
  }

  async revokeInvite(invite: string): Promise<void> {
    await this.ask('invites.revoke', { invite });
  }

  mute(until: number | null): void {
    this.#means.choices.set('mute', this.id, { until });
  }

  unmute(): void {
    this.#means.choices.set('mute', this.id, undefined);
  }

  pin(pinned: boolean): void {
    const { choices, serverNow } = this.#means;
    choices.set('pin', this.id, pinned ? serverNow() : undefined);
  }

  archive(archived: boolean): void {
    const { choices, room } = this.#means;
    choices.set('archive', this.id, archived ? (room.summary?.seq ?? 0) : undefined);
  }

  /** A command: sent again until it is answered, and carried out once. */
  protected act(method: MethodName, params: object): Promise<unknown> {
    const { environment, calls } = this.#means.inside;
    return calls.call(method, { id: newId(environment), chat: this.id, ...params }, 'lasting');
  }

  protected ask<M extends MethodName>(method: M, params: object): Promise<Result<M>> {
    return this.#means.inside.calls.call(method, { chat: this.id, ...params }, 'timed');
  }
}
