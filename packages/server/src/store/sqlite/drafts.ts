/** The events of a batch that are appended and not yet committed. */

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Topic } from '@kith/protocol';
import type { LoggedEvent, NewEvent } from '../../domain/state.ts';

/** An appended event with what the log stores besides. */
export interface Draft {
  event: LoggedEvent;
  /** Null once its body is redacted. */
  salt: string | null;
  readonly command: NewEvent['command'];
  readonly subject: string | undefined;
  readonly bodyHash: string;
  readonly hash: string;
}

export class Drafts {
  readonly #insert: StatementSync;
  readonly #redact: StatementSync;
  readonly #byTopic = new Map<Topic, Draft[]>();
  readonly #byCommand = new Map<string, Draft>();
  #all: Draft[] = [];
  /** How many of them are written already. */
  #written = 0;

  constructor(db: DatabaseSync) {
    this.#insert = db.prepare(
      'INSERT INTO events (event_offset, topic, seq, type, at, user_id, device_id, command_id, digest, subject, data,' +
        ' salt, body_hash, event_check) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#redact = db.prepare('UPDATE events SET data = ?, salt = NULL WHERE event_offset = ?');
  }

  add(draft: Draft): void {
    const { topic, device } = draft.event;
    this.#all.push(draft);
    const siblings = this.#byTopic.get(topic);
    if (siblings === undefined) this.#byTopic.set(topic, [draft]);
    else siblings.push(draft);
    if (draft.command !== undefined) this.#byCommand.set(`${device} ${draft.command.id}`, draft);
  }

  at(offset: number): Draft | undefined {
    const first = this.#all[0];
    return first && this.#all[offset - first.event.offset];
  }

  of(topic: Topic, seq: number): Draft | undefined {
    const siblings = this.#byTopic.get(topic);
    const first = siblings?.[0];
    return first && siblings[seq - first.event.seq];
  }

  by(device: string, command: string): Draft | undefined {
    return this.#byCommand.get(`${device} ${command}`);
  }

  /** Replaces the body of an event, be it a draft or long committed. */
  redact(event: LoggedEvent, data: string): LoggedEvent {
    const redacted = { ...event, data };
    const draft = this.at(event.offset);
    if (draft !== undefined) {
      draft.event = redacted;
      draft.salt = null;
    }
    if (draft === undefined || this.#isWritten(draft)) this.#redact.run(data, event.offset);
    return redacted;
  }

  /** Writes what is not written yet. */
  flush(): void {
    for (; this.#written < this.#all.length; this.#written += 1) {
      const draft = this.#all[this.#written];
      if (draft !== undefined) this.#write(draft);
    }
  }

  /** Ends the batch and gives its events. */
  take(): readonly Draft[] {
    const all = this.#all;
    this.#all = [];
    this.#written = 0;
    this.#byTopic.clear();
    this.#byCommand.clear();
    return all;
  }

  #isWritten(draft: Draft): boolean {
    const first = this.#all[0];
    return first !== undefined && draft.event.offset - first.event.offset < this.#written;
  }

  #write({ event, salt, command, subject, bodyHash, hash: _ }: Draft): void {
    this.#insert.run(
      event.offset,
      event.topic,
      event.seq,
      event.type,
      event.at,
      event.user,
      event.device,
      command?.id ?? null,
      command?.digest ?? null,
      subject ?? null,
      event.data,
      salt,
      Buffer.from(bodyHash, 'hex'),
      event.check,
    );
  }
}
