/** Groups of settings, and the flat keys that they become: `editor.size`. */
import { isMarked, mark } from './mark.ts';
import type { Members } from './members.ts';
import type { Setting } from './setting.ts';

/** Settings, sets and further groups by name. */
export interface Group {
  readonly [name: string]: Setting | Members | Group;
}

/** A key and the type of its values. */
interface Leaf<K extends string, V> {
  readonly key: K;
  readonly value: V;
}

/** Every setting in a group, as the key that it becomes. */
type LeavesOf<G, P extends string> = {
  [N in keyof G & string]: G[N] extends Setting<infer V>
    ? Leaf<`${P}${N}`, V>
    : G[N] extends Members
      ? never
      : LeavesOf<G[N], `${P}${N}.`>;
}[keyof G & string];

/** The keys of a group with their values. */
export type Flat<G> = {
  [L in LeavesOf<G, ''> as L extends Leaf<infer K, unknown> ? K : never]: L extends Leaf<string, infer V>
    ? V
    : never;
};

/** The names of the sets in a group. */
export type SetsOf<G, P extends string = ''> = {
  [N in keyof G & string]: G[N] extends Setting
    ? never
    : G[N] extends Members
      ? `${P}${N}`
      : SetsOf<G[N], `${P}${N}.`>;
}[keyof G & string];

/** A setting or a set, with the key that it became. */
export type Entry = (Setting | Members) & { readonly key: string };

/** What a group holds. */
export interface Flattened {
  /** Every setting and set, in the order in which they are written; also those that share a key. */
  readonly written: readonly Entry[];
  /** Where there is neither a setting nor a set nor a group. */
  readonly strays: readonly string[];
}

/** Flattens a group. Nobody need have checked its types before. */
export function flatten(group: Group): Flattened {
  const written: Entry[] = [];
  const strays: string[] = [];
  walk(group, '', (key, member) => {
    if (isSetting(member) || isMembers(member)) written.push({ ...member, key });
    else strays.push(key);
  });
  return { written, strays };
}

function walk(group: Group, prefix: string, found: (key: string, member: Group[string]) => void): void {
  for (const [name, member] of Object.entries(group)) {
    if (isGroup(member)) walk(member, `${prefix}${name}.`, found);
    else found(`${prefix}${name}`, member);
  }
}

function isGroup(member: Group[string]): member is Group {
  if (member === null || typeof member !== 'object' || mark in member) return false;
  return Object.getPrototypeOf(member) === Object.prototype;
}

function isSetting(member: Group[string]): member is Setting {
  return isMarked(member, 'setting');
}

function isMembers(member: Group[string]): member is Members {
  return isMarked(member, 'members');
}
