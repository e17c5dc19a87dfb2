/** Notes, frame by frame, whether what one reads stays where it stands, and how many rows are drawn. */
import type { ChatPage } from './chat.ts';

/** What was seen since the last look. */
export interface Stillness {
  readonly frames: number;
  /** Most rows that were drawn at once. */
  readonly rowsMax: number;
  /** The furthest that the message in the middle moved from one frame to the next, in pixels. */
  readonly movedMax: number;
  /** How often rows came before it. */
  readonly prepends: number;
}

/** Begins to look; each call tells of the time since the one before. */
export async function watchAnchor({ feed }: ChatPage): Promise<() => Promise<Stillness>> {
  const watch = await feed.evaluateHandle((element) => {
    const room = element.parentElement?.parentElement;
    const fresh = () => ({ frames: 0, rowsMax: 0, movedMax: 0, prepends: 0 });
    const notes = { seen: fresh(), look: () => notes.seen, forget: () => (notes.seen = fresh()) };
    const rows = () => [...element.querySelectorAll('article')];
    const numberOf = (row: Element | undefined) =>
      Number(row?.getAttribute('aria-posinset') ?? row?.getAttribute('data-index'));
    /** Its text, that is: above it a name or a day may come or go. */
    const placeOf = (row: Element) => (row.querySelector('time') ?? row).getBoundingClientRect().bottom;
    let last: { readonly row: Element; readonly place: number; readonly number: number } | undefined;
    const frame = () => {
      const { seen } = notes;
      seen.frames += 1;
      seen.rowsMax = Math.max(seen.rowsMax, rows().length);
      if (last?.row.isConnected) {
        seen.movedMax = Math.max(seen.movedMax, Math.abs(placeOf(last.row) - last.place));
        if (numberOf(last.row) > last.number) seen.prepends += 1;
      }
      const { top = 0, height = 0 } = room?.getBoundingClientRect() ?? {};
      const row = rows().find((it) => it.getBoundingClientRect().bottom > top + height / 2);
      last = row && { row, place: placeOf(row), number: numberOf(row) };
      requestAnimationFrame(frame);
    };
    frame();
    return notes;
  });
  return () =>
    watch.evaluate((notes) => {
      const { seen } = notes;
      notes.forget();
      return seen;
    });
}
