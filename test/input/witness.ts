/** A witness: a person whose devices live through what others do to the server, and notice nothing. */
import { expect } from 'vitest';
import { another, newPerson, type TestDevice } from '../support/person.ts';
import type { RawSocket } from '../support/raw-socket.ts';

export class Witness {
  readonly #editor: TestDevice;
  readonly #socket: RawSocket;
  #beats = 0;
  #seq: number | undefined;

  private constructor(editor: TestDevice, socket: RawSocket) {
    this.#editor = editor;
    this.#socket = socket;
  }

  /** Two devices of a new user: one edits, the other one listens. */
  static async of(url: string): Promise<Witness> {
    const { device } = await newPerson(url);
    const listener = await another(device);
    const { socket } = await listener.connect();
    const witness = new Witness(device, socket);
    await witness.expectUndisturbed();
    return witness;
  }

  /** Expects that an edit comes live as the very next event, that calls are answered, and that nothing else came. */
  async expectUndisturbed(): Promise<void> {
    const { inbox } = this.#socket;
    const before = inbox.messages.length;
    this.#beats += 1;
    await this.#editor.set('beat', this.#beats);
    const event = await inbox.until('a beat', () =>
      inbox.events.find(({ data }) => data.value === this.#beats),
    );
    if (this.#seq !== undefined) expect(event.seq).toBe(this.#seq + 1);
    this.#seq = event.seq;
    await this.#socket.ok('settings.get', { app: 'test' });
    const came = inbox.messages.slice(before);
    const kinds = came.map((message) => (message.kind === 'answer' ? 'answer' : message.notification.method));
    expect(kinds.filter((kind) => kind !== 'signal' && kind !== 'cursor').sort()).toEqual([
      'answer',
      'event',
    ]);
    expect(inbox.closed).toBeUndefined();
  }
}
