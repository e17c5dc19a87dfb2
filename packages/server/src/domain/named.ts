/** The people whom an answer names: each once, for the `users` beside it. */
import { utf8Bytes } from '@kith/protocol';
import type { View } from './state.ts';
import { type UserView, viewOfUser } from './views.ts';

/** Collects people by id. */
export class Named {
  readonly #view: View;
  readonly #users = new Map<string, UserView>();
  #bytes = 0;

  constructor(view: View) {
    this.#view = view;
  }

  /** Names these people; what is no user's id, such as `all`, is passed over. */
  add(...ids: readonly (string | null)[]): void {
    for (const id of ids) {
      if (id === null || this.#users.has(id)) continue;
      const user = this.#view.get('users', id);
      if (user === undefined) continue;
      const shown = viewOfUser(user);
      this.#users.set(id, shown);
      this.#bytes += sizeOf(shown);
    }
  }

  /** Forgets all but the first `count`. */
  cut(count: number): void {
    for (const user of this.users.slice(count)) {
      this.#users.delete(user.id);
      this.#bytes -= sizeOf(user);
    }
  }

  get count(): number {
    return this.#users.size;
  }

  /** What all of them take as JSON. */
  get bytes(): number {
    return this.#bytes;
  }

  /** In the order in which they were named. */
  get users(): UserView[] {
    return [...this.#users.values()];
  }
}

function sizeOf(user: UserView): number {
  return utf8Bytes(JSON.stringify(user));
}
