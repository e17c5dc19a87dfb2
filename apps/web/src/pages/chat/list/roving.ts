/** One stop of the Tab key for the whole list: arrows, Home and End go from row to row. */
import { type FocusEvent, type KeyboardEvent, useState } from 'react';

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
