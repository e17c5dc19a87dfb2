/** Edits that the server will never take, until somebody has seen them. */
import { Cell, type Readable } from '../observable.ts';
import type { Rejection, Settings } from '../settings/api.ts';
import { whileWatched } from '../watched.ts';
import { useReadable } from './readable.ts';

/** A rejection that is shown. */
export interface RejectedEdit extends Rejection {
  /** It was seen. */
  readonly dismiss: () => void;
}

/** So many are kept; older ones go. */
const rejectionsMax = 50;

const none: readonly RejectedEdit[] = [];

/**
 * Edits that the server will never take, the newest last; none at build.
 *
 * All components that show the same settings share one list. It takes what is rejected while at least one is shown.
 */
export function useRejections({ rejected }: { readonly rejected: Rejected }): readonly RejectedEdit[] {
  return useReadable(listOf(rejected), none);
}

type Rejected = Settings<object>['rejected'];

const lists = new WeakMap<Rejected, Readable<readonly RejectedEdit[]>>();

function listOf(rejected: Rejected): Readable<readonly RejectedEdit[]> {
  const list = lists.get(rejected) ?? newList(rejected);
  lists.set(rejected, list);
  return list;
}

function newList(rejected: Rejected): Readable<readonly RejectedEdit[]> {
  const list = new Cell(none);
  const add = (rejection: Rejection) => {
    const dismiss = () => list.set(list.get().filter((it) => it !== edit));
    const edit: RejectedEdit = { ...rejection, dismiss };
    list.set([...list.get(), edit].slice(-rejectionsMax));
  };
  return whileWatched(list, () => rejected.subscribe(add));
}
