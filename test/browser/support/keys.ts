/** A person without a mouse: at each key they must see where they are. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { PersonWindow } from './window.ts';

/** More stops than any page has. */
const stopsMax = 80;

/** What is wrong with the place of focus; empty: a person sees where they are. */
function focusFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return ['focus is nowhere'];
    const name = `<${element.localName}> “${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40)}”`;
    const [box] = element.getClientRects();
    if (box === undefined) return [`${name} has focus and is not shown`];
    const isInView = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const hasRing = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    // A heading or a region is where reading goes on; nothing there waits for a key.
    const isPlace = element.getAttribute('tabindex') === '-1';
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const top = document.elementFromPoint(x, y);
    const isCovered =
      y < innerHeight && y > 0 && top !== null && !element.contains(top) && !top.contains(element);
    return [
      ...(isInView ? [] : [`${name} has focus and is out of sight`]),
      ...(hasRing || isPlace ? [] : [`${name} has focus and no ring`]),
      ...(isCovered ? [`${name} has focus and is covered by <${top.localName}>`] : []),
    ];
  });
}

/** Presses a key, and sees where focus is. */
export async function pressKey({ page }: PersonWindow, key: string): Promise<void> {
  await page.keyboard.press(key);
  await expectFocusSeen(page, `after ${key}`);
}

/** Focus comes to rest where a person sees it. */
export async function expectFocusSeen(page: Page, message = 'focus'): Promise<void> {
  await expect.poll(() => focusFaults(page), { message }).toEqual([]);
}

/** Presses Tab, or Shift+Tab, until an element has focus; every stop on the way is seen. */
export async function tabTo(window: PersonWindow, target: Locator, key = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < stopsMax; stops += 1) {
    await pressKey(window, key);
    if (await hasFocus(target)) return;
  }
  throw new Error(`${key} does not lead to ${target}`);
}

export function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
