/** Who reads what, by the log: a device its user's topic while it is in, a user a chat's from joining to leaving. */
import type { Said, Taken } from './record.ts';

/** The user that a device is in, as far as this entry tells; undefined: it tells nothing of that. */
export function userOf(entry: Taken, device?: string): string | undefined {
  if (entry.what === 'reset') return userIn(Object.keys(entry.topics));
  if (entry.what !== 'event' || entry.turn?.how !== 'in' || entry.turn.who !== device) return undefined;
  return userIn([entry.topic]);
}

function userIn(topics: readonly string[]): string | undefined {
  return topics.find((topic) => topic.startsWith('user:'))?.slice('user:'.length);
}

/** A stretch of a topic that somebody reads, both ends included. */
interface Stay {
  readonly from: Said;
  to: Said | undefined;
}

/** All stays of a log. */
export class Readers {
  /** Topic → who → the stays, in order. */
  readonly #stays = new Map<string, Map<string, Stay[]>>();
  /** Device → topics of the users that it was ever in. */
  readonly #users = new Map<string, Set<string>>();

  constructor(log: Iterable<Said>) {
    for (const row of log) this.#take(row);
  }

  /** Whether this device reads this event: its own topic, its user's while it is in, its user's chats. */
  reads(device: string, said: Said): boolean {
    const { topic, seq } = said;
    if (topic.startsWith('device:')) return topic === `device:${device}`;
    const isRead = ({ from, to }: Stay) => from.seq <= seq && (to === undefined || seq <= to.seq);
    if (topic.startsWith('user:')) return this.#staysOf(topic, device).some(isRead);
    return this.#usersOf(device, said).some((user) => this.#staysOf(topic, user).some(isRead));
  }

  /** The user in whom the device was when this happened. */
  #usersOf(device: string, { offset }: Said): string[] {
    return [...(this.#users.get(device) ?? [])].flatMap((topic) => {
      const isIn = ({ from, to }: Stay) => from.offset < offset && (to === undefined || offset <= to.offset);
      return this.#staysOf(topic, device).some(isIn) ? [topic.slice('user:'.length)] : [];
    });
  }

  #staysOf(topic: string, who: string): readonly Stay[] {
    return this.#stays.get(topic)?.get(who) ?? [];
  }

  #take(row: Said): void {
    const { topic, turn } = row;
    if (turn === undefined) return;
    const readers = this.#stays.get(topic) ?? new Map<string, Stay[]>();
    this.#stays.set(topic, readers);
    if (turn.how === 'out') {
      const left = turn.who === null ? [...readers.values()] : [readers.get(turn.who) ?? []];
      for (const last of left.flatMap((stays) => stays.slice(-1))) last.to ??= row;
    } else if (turn.who !== null) {
      readers.set(turn.who, [...(readers.get(turn.who) ?? []), { from: row, to: undefined }]);
      if (topic.startsWith('user:'))
        this.#users.set(turn.who, (this.#users.get(turn.who) ?? new Set()).add(topic));
    }
  }
}
