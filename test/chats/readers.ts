/** People who talk in chats of a scene, and read as the store's readers do. */
import type { Result } from '@kith/protocol';
import type { Outcome, Policy } from '../../packages/server/src/domain/command.ts';
import {
  type QueryName,
  type QueryParams,
  type QueryResult,
  queries,
} from '../../packages/server/src/domain/queries.ts';
import type { View } from '../../packages/server/src/domain/state.ts';
import { yes } from '../support/scene.ts';
import { company, type Person } from './company.ts';

type PageParams = QueryParams<'messages'>;
type SearchParams = QueryParams<'search'>;

export function readers(policy: Partial<Policy> = {}) {
  const made = company(policy);
  const read = <Q extends QueryName>(query: Q, params: QueryParams<Q>): QueryResult<Q> => {
    const run = queries[query] as (view: View, params: QueryParams<Q>) => QueryResult<Q>;
    return run(made.state, params);
  };
  return {
    ...made,
    read,
    /** Says something; the id and seq of the message. */
    say: (by: Person, chat: string, text: string, replyTo?: string): { id: string; seq: number } =>
      yes(made.ask(by, 'messages.send', { chat, text, replyTo })).message,
    page: (
      { device }: Person,
      chat: string,
      place: Partial<PageParams> = {},
    ): Outcome<Result<'messages.list'>> =>
      read('messages', { device, chat, limit: 50, bytesMax: 1_000_000, ...place }),
    message: ({ device }: Person, chat: string, message: string): Outcome<Result<'messages.get'>> =>
      read('message', { device, chat, message }),
    search: (
      { device }: Person,
      query: string,
      more: Partial<SearchParams> = {},
    ): Outcome<Result<'messages.search'>> =>
      read('search', { device, query, limit: 50, bytesMax: 1_000_000, ...more }),
  };
}
