/** One stop of the Tab key for the whole list: arrows, Home and End go from row to row. */
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { heirOf } from '../../../ui/heir.ts';
import { headingId, rowId } from '../arrival.ts';

const rowSelector = '[data-chat-row]';

function rowsIn(element: ParentNode): readonly HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(rowSelector)];
}

/** Whether there was one. */
export function focusFirstRow(): boolean {
  const [first] = rowsIn(document);
  first?.focus();
  return first !== undefined;
}

/** The row that the Tab key stops at: the one that had focus last, else the one that is open, else the first. */
export function useRoving(ids: readonly string[], current: string | null) {
  const [last, setLast] = useState<string | null>(null);
  const stop = [last, current].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null;
  useHeir(ids, last);
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const row = target.closest<HTMLElement>(rowSelector)?.dataset.chatRow;
    if (row !== undefined) setLast(row);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = stepOf(event.key);
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = rowsIn(event.currentTarget);
    const active = document.activeElement;
    const now = active instanceof HTMLElement ? rows.indexOf(active) : -1;
    if (now === -1) return;
    event.preventDefault();
    const next = step === 'first' ? 0 : step === 'last' ? rows.length - 1 : now + step;
    rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
  };
  return { stop, onFocus, onKeyDown };
}

/** A row that goes while focus is in it, or in a dialog about it, leaves it to the next one, or to the heading. */
function useHeir(ids: readonly string[], last: string | null): void {
  const before = useRef(ids);
  useEffect(() => {
    const isLost = (document.activeElement ?? document.body) === document.body;
    if (last === null || !isLost || ids.includes(last) || !before.current.includes(last)) {
      // While a dialog about it is open the row is remembered.
      if (!isLost && last !== null && !ids.includes(last)) return;
      before.current = ids;
      return;
    }
    const heir = heirOf(last, before.current, ids);
    before.current = ids;
    const row = heir === null ? null : document.getElementById(rowId(heir));
    (row ?? document.getElementById(headingId.list))?.focus();
  });
}

function stepOf(key: string): number | 'first' | 'last' | undefined {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return 8;
    case 'PageUp':
      return -8;
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    default:
      return undefined;
  }
}
