/** Previews: drags that are shown on the person's other screens while they last, and stored nowhere. */
import type { Environment } from '../environment/environment.ts';
import type { Cancel } from '../observable.ts';
import type { Preview } from './api.ts';
import { nameOf, type Place } from './place.ts';
import type { Value } from './row.ts';
import type { Table } from './table.ts';

/** Twenty a second. */
const paceMs = 50;

/** What gives no sign for so long is over. */
const lifeMs = 2000;

/** What another connection of the person said. */
export interface ToldPreview extends Place {
  readonly value: Value;
  readonly device: string | null;
}

export interface PreviewsMeans {
  readonly environment: Pick<Environment, 'now' | 'after'>;
  readonly table: Table;
  /** Says it to the others, where that is possible now. */
  readonly send: (params: Place & { readonly value: Value }) => void;
}

interface Shown extends Place {
  readonly preview: Preview<Value>;
  /** The rev of the setting at that time: with another one the preview is over. */
  readonly rev: number;
  readonly cancel: Cancel;
}

export class Previews {
  readonly #means: PreviewsMeans;
  readonly #shown = new Map<string, Shown>();

  constructor(means: PreviewsMeans) {
    this.#means = means;
  }

  at(place: Place): Preview<Value> | null {
    const shown = this.#shown.get(nameOf(place));
    return shown !== undefined && shown.rev === this.#revOf(place) ? shown.preview : null;
  }

  heard({ app, scope, key, value, device }: ToldPreview): void {
    const place = { app, scope, key };
    this.#shown.get(nameOf(place))?.cancel();
    const cancel = this.#means.environment.after(lifeMs, () => this.#end(place));
    const shown = { ...place, preview: { value, device }, rev: this.#revOf(place), cancel };
    this.#shown.set(nameOf(place), shown);
    this.#means.table.touch(app);
  }

  /** A drag of this screen: says a value now, or when its turn comes, unless a newer one does. */
  drag(): { show(place: Place, value: Value): void; end(): void } {
    const { environment, send } = this.#means;
    let newest: (Place & { readonly value: Value }) | undefined;
    let timer: Cancel | undefined;
    const say = () => {
      timer = undefined;
      if (newest === undefined) return;
      send(newest);
      newest = undefined;
      timer = environment.after(paceMs, say);
    };
    return {
      show(place, value) {
        newest = { ...place, value };
        if (timer === undefined) say();
      },
      end: () => {
        newest = undefined;
        timer?.();
      },
    };
  }

  /** Whoever is logged in is another one. */
  clear(): void {
    for (const it of [...this.#shown.values()]) this.#end(it);
  }

  #revOf(place: Place): number {
    return this.#means.table.row(place).confirmed?.rev ?? 0;
  }

  #end(place: Place): void {
    this.#shown.get(nameOf(place))?.cancel();
    if (this.#shown.delete(nameOf(place))) this.#means.table.touch(place.app);
  }
}
