/** The field of a setting: its value and what a form shows beside it. */
import { isSame } from '../same.ts';
import type { Field, Preview } from './api.ts';
import type { Conflicts } from './conflicts.ts';
import { ContestedValues } from './contested.ts';
import type { Layer, Lookup } from './lookup.ts';
import type { Place } from './place.ts';
import type { Previews } from './previews.ts';
import { isUnsaved, type Value } from './row.ts';
import { type Scopes, scopeKinds } from './scopes.ts';
import type { Table } from './table.ts';

export interface FieldsMeans {
  readonly lookup: Lookup;
  readonly table: Table;
  readonly scopes: Scopes;
  readonly conflicts: Conflicts;
  readonly previews: Previews;
  readonly edit: (place: Place, value: Value) => void;
}

/** Makes the fields of one app. */
export class Fields {
  readonly #means: FieldsMeans;
  readonly #contested = new ContestedValues();

  constructor(means: FieldsMeans) {
    this.#means = means;
  }

  /** The field of a setting; `usual`: where an edit of it goes. */
  of(usual: Place): Field<unknown> {
    const { lookup, table, conflicts, edit } = this.#means;
    const [top, next] = lookup.layers(usual.key);
    const { value, source, place = usual } = top ?? { value: undefined, source: 'default' };
    const row = table.row(place);
    const { device = null, at, editedAt, rivals } = row.confirmed ?? {};
    return {
      value,
      source,
      locked: source === 'locked',
      below: next === undefined || source === 'locked' ? null : { value: next.value, source: next.source },
      saving: isUnsaved(row),
      edited: at === undefined || editedAt === undefined ? null : { device, at, editedAt },
      conflict: conflicts.at(place),
      contested: this.#contested.of(rivals, (chosen) => edit(place, chosen)),
      preview: this.#preview(usual, source),
    };
  }

  /** A drag that would change what shows here: in no scope below the one which does. */
  #preview(usual: Place, source: Layer['source']): Preview<unknown> | null {
    if (source === 'locked') return null;
    for (const kind of scopeKinds) {
      const preview = this.#means.previews.at({ ...usual, scope: this.#means.scopes.named(kind) });
      if (preview !== null) return preview;
      if (kind === source) return null;
    }
    return null;
  }
}

/** What stands in objects of its own is compared by its members. */
export function isSameField(a: Field<unknown>, b: Field<unknown>): boolean {
  const { below, edited, ...rest } = a;
  const { below: otherBelow, edited: otherEdited, ...others } = b;
  return (
    isSame(rest, others) && isSame(below ?? {}, otherBelow ?? {}) && isSame(edited ?? {}, otherEdited ?? {})
  );
}
