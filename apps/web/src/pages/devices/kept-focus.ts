/** Focus in a list whose rows may vanish: it goes on to the next row, or to the heading, never to nowhere. */
import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';
import { heirOf } from '../../ui/heir.ts';

/** The element of a row that takes focus. */
export function rowId(device: string): string {
  return `device-${device}`;
}

/** Gives what the element around the list listens with. Rows are marked with `data-device`. */
export function useKeptFocus(ids: readonly string[], heading: RefObject<HTMLElement | null>) {
  const row = useRef<string | null>(null);
  const isInside = useRef(false);
  const before = useRef(ids);
  useEffect(() => {
    const isLost = isInside.current && (document.activeElement ?? document.body) === document.body;
    const heir = row.current === null ? null : heirOf(row.current, before.current, ids);
    before.current = ids;
    if (!isLost) return;
    const next = heir === null ? null : document.getElementById(rowId(heir));
    (next ?? heading.current)?.focus();
  });
  return {
    onFocus({ target }: FocusEvent<HTMLElement>) {
      isInside.current = true;
      row.current = target.closest<HTMLElement>('[data-device]')?.dataset.device ?? null;
    },
    onBlur({ relatedTarget }: FocusEvent<HTMLElement>) {
      // What is taken away while it has focus gives it to nothing: that is what must be mended.
      if (relatedTarget !== null) isInside.current = false;
    },
  };
}
