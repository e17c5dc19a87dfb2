/** Sets of an app: each element is a setting of its own, so that two devices that add to one set both do. */
import { memberKey } from '@kith/protocol/apps';
import type { Readable } from '../observable.ts';
import type { EditOptions } from './api.ts';

/** A set, live. */
export interface Members extends Readable<ReadonlySet<string>> {
  has(element: string): boolean;
  add(element: string, options?: EditOptions): void;
  delete(element: string, options?: EditOptions): void;
}

export interface MembersMeans {
  readonly set: (key: string, value: true, options?: EditOptions) => void;
  readonly unset: (key: string, options?: EditOptions) => void;
  readonly derive: <V extends object>(compute: () => V, isSame: (a: V, b: V) => boolean) => Readable<V>;
  readonly all: () => Readonly<Record<string, unknown>>;
}

/** The set of this name. */
export function membersOf(name: string, { set, unset, derive, all }: MembersMeans): Members {
  const prefix = memberKey(name, '');
  const elements = derive((): ReadonlySet<string> => {
    const found = Object.entries(all()).filter(([key, value]) => key.startsWith(prefix) && value === true);
    return new Set(found.map(([key]) => key.slice(prefix.length)).filter((element) => element !== ''));
  }, hasSameElements);
  return {
    ...elements,
    has: (element) => elements.get().has(element),
    add: (element, options) => set(memberKey(name, element), true, options),
    delete: (element, options) => unset(memberKey(name, element), options),
  };
}

function hasSameElements(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((it) => b.has(it));
}
