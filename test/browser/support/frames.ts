/** Notes what a page shows at every frame that it draws, so that nothing is missed between two looks. */
import type { Locator } from 'playwright-core';

/** What was noted so far, in the order in which it showed. */
export interface Frames {
  read(): Promise<readonly string[]>;
}

/** Every value that an input shows, each once until it changes; a checkbox shows `true` or `false`. */
export async function noteValues(input: Locator): Promise<Frames> {
  const notes = await input.evaluateHandle((element) => {
    const found: string[] = [];
    const look = () => {
      const { type, value: text, checked } = element as HTMLInputElement;
      const value = type === 'checkbox' ? String(checked) : text;
      if (found.at(-1) !== value) found.push(value);
      requestAnimationFrame(look);
    };
    look();
    return found;
  });
  return { read: () => notes.jsonValue() };
}

/** Every move of a control, within a part of the page, from the place where it stood; none is the hope. */
export async function noteMoves(part: Locator): Promise<Frames> {
  const notes = await part.evaluateHandle((element) => {
    const place = (control: Element) => {
      const { x, y, width, height } = control.getBoundingClientRect();
      return [x + scrollX, y + scrollY, width, height].map(Math.round).join(' ');
    };
    const controls = [...element.querySelectorAll('fieldset, legend, label, input, summary, button')];
    const shown = controls.filter((control) => control.checkVisibility());
    const stood = new Map(shown.map((control) => [control, place(control)]));
    const found: string[] = [];
    const look = () => {
      for (const [control, before] of stood) {
        const now = place(control);
        if (now === before) continue;
        const name = control.getAttribute('aria-label') ?? control.textContent;
        found.push(`<${control.localName}> “${name?.trim().slice(0, 40)}” from ${before} to ${now}`);
        stood.set(control, now);
      }
      requestAnimationFrame(look);
    };
    look();
    return found;
  });
  return { read: () => notes.jsonValue() };
}
