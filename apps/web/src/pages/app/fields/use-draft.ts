/** One input and its setting: what it shows, what it sends, and what another device offers meanwhile. */
import { type RejectedEdit, type Setting, useRejections, useSetting } from '@kith/client/react';
import { useEffect, useState } from 'react';
import type { Offer } from '../../../synced/offer.ts';
import type { Demo, Key } from '../demo.ts';
import { useEdits } from '../desk.tsx';
import {
  begun,
  type Draft,
  following,
  type Held,
  kept,
  left,
  mistyped,
  refused,
  settled,
  told,
  typed,
} from './draft.ts';
import { fitting } from './fitting.ts';
import type { Reading } from './reading.ts';

export interface Writing<V> {
  /** The value as its input shows it. */
  readonly write: (value: V) => string;
  readonly read: (text: string) => Reading<V>;
}

export interface Input<V> {
  readonly setting: Setting<V>;
  readonly text: string;
  /** What the text stands for; while it has a problem, what it stood for last. */
  readonly value: V;
  readonly problem: Held<V>['problem'];
  /** The person is to be told of it. */
  readonly isTold: boolean;
  /** Why the server refused it, with the problem `refused`. */
  readonly code: string;
  readonly offer: Offer<V> | null;
  readonly begin: () => void;
  readonly type: (text: string, isComposing?: boolean) => void;
  readonly leave: () => void;
}

export function useDraft<K extends Key>(key: K, { write, read }: Writing<Demo[K]>): Input<Demo[K]> {
  type V = Demo[K];
  const edits = useEdits();
  const setting = useSetting(edits.settings, key);
  const { edited, conflict } = setting;
  const stored = fitting(key, setting.value);
  const by = edited?.device ?? null;
  const [draft, setDraft] = useState<Draft<V>>(following);
  const [code, setCode] = useState('');

  useEffect(() => setDraft((it) => told(it, { value: stored, by })), [stored, by]);

  const rejection = useRejections(edits.settings).findLast((it) => isOf(it, key));
  useEffect(() => {
    if (rejection === undefined) return;
    const text = rejection.value === undefined ? '' : write(rejection.value as V);
    setDraft((it) => refused(it, { text, stored }));
    setCode(rejection.code);
    rejection.dismiss();
  }, [rejection, stored, write]);

  const set = (value: V) => {
    if (!Object.is(value, edits.settings.get(key))) edits.set(key, value);
  };
  const settle = (value: V) => {
    set(value);
    edits.end(key);
    conflict?.dismiss();
    setDraft((it) => settled(it, { text: write(value), value }));
  };

  return {
    setting,
    text: draft.name === 'held' ? draft.text : write(stored),
    value: draft.name === 'held' ? draft.mine : stored,
    problem: draft.name === 'held' ? draft.problem : null,
    isTold: draft.name === 'held' && draft.isTold,
    code,
    offer: offerOf(),
    begin: () => setDraft((it) => begun(it, { text: write(stored), stored })),
    type(text, isComposing = false) {
      const reading = read(text);
      if (isComposing || 'problem' in reading) {
        const problem = 'problem' in reading && !isComposing ? reading.problem : null;
        setDraft((it) => mistyped(it, { text, problem, stored }));
        return;
      }
      const { value } = reading;
      setDraft((it) => typed(begun(it, { text, stored }), { text, value }));
      set(value);
    },
    leave() {
      edits.end(key);
      setDraft((it) => left(it, { stored: fitting(key, edits.settings.get(key)) }));
    },
  };

  function offerOf(): Offer<V> | null {
    if (draft.name === 'held') {
      const { theirs, mine, problem, text } = draft;
      if (theirs === null || Object.is(theirs.value, mine)) return null;
      return {
        theirs: theirs.value,
        by: theirs.by,
        mine: problem === null ? { value: mine } : { text },
        useTheirs: () => settle(theirs.value),
        keepMine: () => (problem === null ? settle(mine) : setDraft(kept)),
      };
    }
    if (conflict === null || Object.is(conflict.mine, stored)) return null;
    const mine = conflict.mine === undefined ? undefined : fitting(key, conflict.mine);
    return {
      theirs: stored,
      by,
      mine: mine === undefined ? null : { value: mine },
      useTheirs: conflict.dismiss,
      keepMine: () => (mine === undefined ? conflict.keepMine() : settle(mine)),
    };
  }
}

/** Signed out is no fault of a field; the page that says so shows the text. */
function isOf(it: RejectedEdit, key: Key): boolean {
  return it.key === key && it.code !== 'unauthenticated';
}
