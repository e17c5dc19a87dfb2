/** How this very device wants to be seen: what was said last, here or by another client of the same device. */
import type { SignalData } from '@kith/protocol';
import type { Calls } from './connection/calls.ts';
import { Cell } from './observable.ts';

/** What a device may say of itself. */
export type PresenceState = 'online' | 'away' | 'invisible';

/** Makes the choice of this client and the word of the server one. */
export class OwnPresence {
  readonly state = new Cell<PresenceState>('online');
  readonly #calls: Pick<Calls, 'call'>;
  /** It was chosen here, and the server has not answered that it knows. */
  #isNews = false;
  #device: string | undefined;

  constructor(calls: Pick<Calls, 'call'>) {
    this.#calls = calls;
  }

  /** Whose presence it is: what was chosen for another device is not said of this one. */
  of(device: string): void {
    if (this.#device !== undefined && this.#device !== device) {
      this.#isNews = false;
      this.state.set('online');
    }
    this.#device = device;
  }

  /** Chooses. What the server is not told now it is told when it is met. */
  async choose(state: PresenceState): Promise<void> {
    this.#isNews = true;
    this.state.set(state);
    await this.#say('timed');
  }

  /** A connection stands. `said`: what the server holds of this device; it forgets a while after the last one went. */
  greeted(said: PresenceState | null | undefined): void {
    if (said && !this.#isNews) this.state.set(said);
    else if (this.#isNews || this.state.get() !== 'online') void this.repeat();
  }

  /** Another client of this device chose. To be connected and to show as offline is to be invisible. */
  told({ state }: SignalData<'presence'>): void {
    if (!this.#isNews) this.state.set(state === 'offline' ? 'invisible' : state);
  }

  /** Says it once more: cheap, harmless, and always answered. */
  async repeat(): Promise<void> {
    await this.#say('bound').catch(() => undefined);
  }

  async #say(kind: 'timed' | 'bound'): Promise<void> {
    const state = this.state.get();
    await this.#calls.call('presence.set', { state }, kind);
    if (this.state.get() === state) this.#isNews = false;
  }
}
