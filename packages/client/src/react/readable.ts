/** Any readable in a component: the one hook that all others are made of. */
import { useMemo, useSyncExternalStore } from 'react';
import type { Readable } from '../observable.ts';

/**
 * The value of a readable; renders again when it changes, and only then.
 *
 * `atBuild` is what a server renders and what a page shows until it is hydrated. Both must say the same, so it is a
 * constant, such as an empty list. With `select`, only a change of what that gives renders again: let it give a plain
 * value or something that stands in the value, no new object.
 */
export function useReadable<T>(readable: Readable<T>, atBuild: T): T;
export function useReadable<T, S>(readable: Readable<T>, atBuild: T, select: (value: T) => S): S;
export function useReadable<T>(
  readable: Readable<T>,
  atBuild: T,
  select: (value: T) => unknown = itself,
): unknown {
  const get = useMemo(() => selected(readable.get, select), [readable, select]);
  const getAtBuild = useMemo(() => selected(() => atBuild, select), [atBuild, select]);
  return useSyncExternalStore(readable.subscribe, get, getAtBuild);
}

/** Selects nothing: all of it. */
export function itself<T>(value: T): T {
  return value;
}

/** Selects once a value: React asks several times, and must be given the same. */
function selected<T, S>(get: () => T, select: (value: T) => S): () => S {
  let last: { readonly value: T; readonly selection: S } | undefined;
  return () => {
    const value = get();
    if (last === undefined || !Object.is(last.value, value)) last = { value, selection: select(value) };
    return last.selection;
  };
}
