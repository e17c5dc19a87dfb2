/** What a person sees in one tab: every value that was ever rendered, in order. */
import type { Settings } from '@kith/client';
import { check } from '../violation.ts';
import type { defaults, Key } from './machine.ts';

interface Rendered {
  readonly value: unknown;
  /** Where the log stood then. */
  readonly seq: number;
}

export class Seen {
  readonly #rendered = new Map<string, Rendered[]>();

  /** `seq`: of the last event in the log. */
  constructor(settings: Settings<typeof defaults>, seq: () => number) {
    const look = () => {
      for (const [key, value] of Object.entries(settings.values.get())) {
        const rendered = this.#rendered.get(key) ?? [];
        if (rendered.at(-1)?.value !== value) this.#rendered.set(key, [...rendered, { value, seq: seq() }]);
      }
    };
    look();
    settings.subscribe(look);
  }

  of(key: Key): readonly unknown[] {
    return (this.#rendered.get(key) ?? []).map(({ value }) => value);
  }

  /**
   * Checks that nothing flickered: a value that came to stand never gives way to one that was old when it was shown.
   * `revOf`: of the change that made it; undefined: none did, or several.
   */
  check(key: Key, revOf: (value: unknown) => number | undefined): void {
    let last = { rev: 0, shownAt: 0 };
    for (const { value, seq } of this.#rendered.get(key) ?? []) {
      const rev = revOf(value);
      if (rev === undefined) continue;
      const isOld = rev < last.rev && rev <= last.shownAt;
      check(!isOld, 'S7 what was shown does not come back', () => ({ key, value, shown: this.of(key) }));
      if (rev >= last.rev) last = { rev, shownAt: seq };
    }
  }

  /** Of a key by which the highest value stands, none is shown below one that was shown before. */
  checkRising(key: Key): void {
    const rendered = this.of(key);
    const isRising = rendered.every((value, at) => at === 0 || Number(value) >= Number(rendered[at - 1]));
    check(isRising, 'M7 the highest value stands, before the server says so', () => ({ key, rendered }));
  }
}
