/** The devices that this place remembers: which is current, and what it takes to go on as one of them. */
import type { Storage } from './storage.ts';

/** A device that logged in here before. */
export interface RememberedDevice {
  readonly id: string;
  /** Its login name. */
  readonly name: string;
}

/** With its newest refresh token; in cookie mode the browser keeps that where no script can read it. */
export interface KeptDevice extends RememberedDevice {
  readonly refreshToken?: string;
}

interface Kept {
  readonly current: string | null;
  readonly devices: readonly KeptDevice[];
}

const nothing: Kept = { current: null, devices: [] };

/** Reads and writes them as one text, so that no half of a change is ever kept, and one change after the other. */
export class Remembered {
  readonly #storage: Storage;
  readonly #name: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(storage: Storage, url: string) {
    this.#storage = storage;
    this.#name = `kith ${url}`;
  }

  /** What is kept now; another tab or process may have changed it. */
  async read(): Promise<Kept> {
    const text = await this.#storage.read(this.#name).catch(() => null);
    try {
      return text === null ? nothing : keptIn(JSON.parse(text));
    } catch {
      return nothing;
    }
  }

  /** Makes a device the current one, with what is to be kept of its session. */
  keep(device: KeptDevice): Promise<readonly RememberedDevice[]> {
    return this.#change(({ devices }) => ({
      current: device.id,
      devices: [device, ...devices.filter(({ id }) => id !== device.id)],
    }));
  }

  /** The device stays in the list, without a session. */
  end({ id, name }: RememberedDevice): Promise<readonly RememberedDevice[]> {
    return this.#change(({ current, devices }) => ({
      current: current === id ? null : current,
      devices: devices.map((it) => (it.id === id ? { id, name } : it)),
    }));
  }

  /** Nothing of the device stays. */
  forget(id: string): Promise<readonly RememberedDevice[]> {
    return this.#change(({ current, devices }) => ({
      current: current === id ? null : current,
      devices: devices.filter((it) => it.id !== id),
    }));
  }

  /** Begins once the change before it is written, or has failed: what is asked for last is what stands. */
  #change(change: (kept: Kept) => Kept): Promise<readonly RememberedDevice[]> {
    const done = this.#last.then(async () => {
      const kept = change(await this.read());
      await this.#storage.write(this.#name, kept.devices.length === 0 ? null : JSON.stringify(kept));
      return bare(kept.devices);
    });
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** What of a text is a memory of devices: anybody may have written there. */
function keptIn(told: unknown): Kept {
  const { current, devices } = (told ?? {}) as { current?: unknown; devices?: unknown };
  return {
    current: typeof current === 'string' ? current : null,
    devices: Array.isArray(devices) ? devices.filter(isKept) : [],
  };
}

function isKept(told: unknown): told is KeptDevice {
  const { id, name, refreshToken = '' } = (told ?? {}) as Readonly<Record<string, unknown>>;
  return [id, name, refreshToken].every((it) => typeof it === 'string');
}

/** Without what is secret. */
export function bare(devices: readonly KeptDevice[]): readonly RememberedDevice[] {
  return devices.map(({ id, name }) => ({ id, name }));
}
