/** The people whom chats name: what is known of each, and one question to the server for whom nothing is. */
import type { MemberEntry } from '@kith/protocol';
import type { Inside } from '../inside.ts';
import { Listeners, type Readable } from '../observable.ts';
import { kept } from '../same.ts';
import type { Person } from './api.ts';
import { Live } from './live.ts';

type Presence = 'online' | 'away' | 'offline';

export class People {
  /** Tells who is another now, or is present otherwise. */
  readonly changes = new Listeners<string>();
  readonly #calls: Inside['calls'];
  readonly #known = new Map<string, Person>();
  readonly #shown = new Map<string, Live<Person | null>>();
  readonly #presence = new Map<string, Presence>();
  readonly #presences = new Map<string, Live<Presence>>();
  readonly #asked = new Set<string>();

  constructor(calls: Inside['calls']) {
    this.#calls = calls;
  }

  /** What is known; null: nothing. */
  get(id: string): Person | null {
    return this.#known.get(id) ?? null;
  }

  readable(id: string): Readable<Person | null> {
    const known = this.#shown.get(id);
    if (known !== undefined) return known;
    const shown = new Live<Person | null>(
      () => this.get(id),
      () => this.ask(id),
    );
    this.#shown.set(id, shown);
    return shown;
  }

  presence(id: string): Readable<Presence> {
    const known = this.#presences.get(id);
    if (known !== undefined) return known;
    const shown = new Live<Presence>(() => this.presenceOf(id));
    this.#presences.set(id, shown);
    return shown;
  }

  presenceOf(id: string): Presence {
    return this.#presence.get(id) ?? 'offline';
  }

  take(people: Iterable<Person>): void {
    for (const person of people) {
      const before = this.#known.get(person.id);
      const next = before === undefined ? person : kept(before, person);
      if (next === before) continue;
      this.#known.set(person.id, next);
      this.#shown.get(person.id)?.touch();
      this.changes.tell(person.id);
    }
  }

  /** Members as a list shows them. */
  meet(members: readonly MemberEntry[]): void {
    this.take(members.map(({ user }) => user));
    for (const { user, presence } of members) if (presence !== undefined) this.present(user.id, presence);
  }

  present(id: string, presence: Presence): void {
    if (this.presenceOf(id) === presence) return;
    this.#presence.set(id, presence);
    this.#presences.get(id)?.touch();
    this.changes.tell(id);
  }

  /** Asks the server, unless something is known or was asked already. */
  ask(id: string): void {
    if (!this.#known.has(id)) void this.#read(id);
  }

  /** The profile is another. Whom nobody has seen is read when somebody does. */
  changed(id: string): void {
    if (this.#known.has(id)) void this.#read(id);
  }

  /** The connection is back: what was asked in vain is asked again. */
  askAgain(): void {
    for (const [id, shown] of this.#shown) if (shown.isWatched) this.ask(id);
  }

  clear(): void {
    const ids = [...this.#known.keys(), ...this.#presence.keys()];
    this.#known.clear();
    this.#presence.clear();
    for (const id of ids) {
      this.#shown.get(id)?.touch();
      this.#presences.get(id)?.touch();
    }
  }

  async #read(id: string): Promise<void> {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    // Lost or unknown: the next look asks again.
    const answer = await this.#calls.call('users.get', { user: id }, 'bound').catch(() => undefined);
    this.#asked.delete(id);
    if (answer !== undefined) this.take([answer.user]);
  }

  /** Everyone who is known, for the cache. */
  get all(): readonly Person[] {
    return [...this.#known.values()];
  }
}
