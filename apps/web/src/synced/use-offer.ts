/** A setting that is chosen and not typed: it always follows, and offers an edit of this device that lost. */
import { type Setting, useSetting } from '@kith/client/react';
import { useDesk } from './desk.tsx';
import type { Json } from './json.ts';
import type { Offer } from './offer.ts';

export interface Chosen<V extends Json> {
  readonly setting: Setting<Json>;
  readonly value: V;
  /** One edit, sent at once. */
  readonly set: (value: V) => void;
  readonly offer: Offer<V> | null;
}

/** `fitting` makes a value that this page can show of whatever is stored. */
export function useChosen<V extends Json>(name: string, fitting: (value: Json) => V): Chosen<V> {
  const { edits } = useDesk();
  const setting = useSetting(edits.settings, name);
  const { edited, conflict } = setting;
  const value = fitting(setting.value);
  const set = (it: V) => {
    edits.set(name, it);
    edits.end(name);
  };
  const mine = conflict?.mine === undefined ? undefined : fitting(conflict.mine as Json);
  if (conflict === null || mine === value) return { setting, value, set, offer: null };
  const offer = {
    theirs: value,
    by: edited?.device ?? null,
    mine: mine === undefined ? null : { value: mine },
    useTheirs: conflict.dismiss,
    keepMine: () => (mine === undefined ? conflict.keepMine() : set(mine)),
  };
  return { setting, value, set, offer };
}
