/** A room for tests of chats: people with a device each, and short ways to talk and to read on a scene. */
import type { Result } from '@kith/protocol';
import type { Outcome } from '../../packages/server/src/domain/command.ts';
import {
  type QueryName,
  type QueryParams,
  type QueryResult,
  queries,
} from '../../packages/server/src/domain/queries.ts';
import type { View } from '../../packages/server/src/domain/state.ts';
import { Scene, yes } from './scene.ts';

/** Somebody with one device. */
export interface Someone {
  readonly user: string;
  readonly device: string;
}

export class Room extends Scene {
  person(handle?: string): Someone {
    const { user, first } = this.user(handle);
    return { user, device: first };
  }

  /** A group of this person and some others. */
  group(owner: Someone, others: readonly Someone[] = [], history: 'all' | 'joined' = 'all'): string {
    const members = others.map(({ user }) => user);
    return yes(this.by(owner.device, 'chats.create', { kind: 'group', title: 'Team', members, history })).chat
      .id;
  }

  say(by: Someone, chat: string, text: string, replyTo?: string): { id: string; seq: number } {
    return yes(this.by(by.device, 'messages.send', { chat, text, replyTo })).message;
  }

  /** Asks as the store's readers do. */
  read<Q extends QueryName>(query: Q, params: QueryParams<Q>): QueryResult<Q> {
    const run = queries[query] as (view: View, params: QueryParams<Q>) => QueryResult<Q>;
    return run(this.state, params);
  }

  page(
    by: Someone,
    chat: string,
    place: Partial<QueryParams<'messages'>> = {},
  ): Outcome<Result<'messages.list'>> {
    return this.read('messages', { device: by.device, chat, limit: 50, bytesMax: 1_000_000, ...place });
  }
}
