/** The part of the layout check that runs in the page, and is sent there as text: it uses nothing from outside. */

/** One line for each fault. */
export function lookAtLayout(): string[] {
  /** Smaller is hard to press (WCAG 2.5.8). */
  const targetPixelsMin = 24;
  const pressed =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=switch], [role=tab], [role=menuitem], [role=option]';

  function nameOf(element: Element): string {
    const id = element.id === '' ? '' : `#${element.id}`;
    const text = (element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 40);
    return `<${element.localName}${id}> “${text || element.getAttribute('aria-label') || element.getAttribute('name') || ''}”`;
  }

  const isShown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });

  /** For screen readers alone: there, and a pixel small or with nothing of it left. */
  function isUnseen(element: Element): boolean {
    const { width, height } = element.getBoundingClientRect();
    return width <= 1 || height <= 1 || getComputedStyle(element).clipPath === 'inset(50%)';
  }

  function sticksOut(): string[] {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= innerWidth) return [];
    const culprits = [...document.body.querySelectorAll('*')]
      .filter(
        (element) => isShown(element) && element.getBoundingClientRect().right + scrollX > innerWidth + 1,
      )
      .filter((element, _, all) => !all.some((other) => other !== element && element.contains(other)));
    return [
      `the page is ${scrollWidth} px wide in a window of ${innerWidth} px: ${culprits.map(nameOf).join(', ')}`,
    ];
  }

  /** Elements from here to the root that hide what is outside of them. */
  function clippers(element: Element): Element[] {
    const found: Element[] = [];
    for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (/auto|scroll/.test(`${overflowX} ${overflowY}`)) return found;
      if (/hidden|clip/.test(`${overflowX} ${overflowY}`)) found.push(at);
    }
    return found;
  }

  function isCutOff(range: Range, box: DOMRect): boolean {
    return [...range.getClientRects()].some(
      ({ left, right, top, bottom, height }) =>
        left < box.left - 1 ||
        right > box.right + 1 ||
        // A line's box is often lower than its letters are.
        top < box.top - height / 4 ||
        bottom > box.bottom + height / 4,
    );
  }

  function cutOff(): string[] {
    const found = new Set<Element>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      const { parentElement: element } = text;
      if (element === null || text.textContent?.trim() === '' || !isShown(element)) continue;
      // Its whole text is told elsewhere.
      if (element.closest('[title], [aria-label], noscript, script, style') !== null) continue;
      range.selectNodeContents(text);
      const cutting = clippers(element);
      if (cutting.some(isUnseen)) continue;
      if (cutting.some((clipper) => isCutOff(range, clipper.getBoundingClientRect()))) found.add(element);
    }
    return [...found].map((element) => `text is cut off: ${nameOf(element)}`);
  }

  /** A control and its label are pressed alike. */
  function sizeOf(element: Element): { readonly width: number; readonly height: number } {
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const boxes = [element, ...labels].map((it) => it.getBoundingClientRect());
    return {
      width: Math.max(...boxes.map(({ width }) => width)),
      height: Math.max(...boxes.map(({ height }) => height)),
    };
  }

  /** Within a sentence a link, or a button that looks like one, is as high as its line. */
  function isInSentence(element: Element): boolean {
    const { parentElement: parent } = element;
    return (
      element.matches('a, p > button') &&
      getComputedStyle(element).display.startsWith('inline') &&
      parent?.textContent?.trim() !== element.textContent?.trim()
    );
  }

  function small(): string[] {
    return [...document.querySelectorAll(pressed)]
      .filter((element) => isShown(element) && !isInSentence(element))
      .map((element) => ({ element, ...sizeOf(element) }))
      .filter(({ element }) => !isUnseen(element) || element.matches('input'))
      .filter(({ width, height }) => Math.min(width, height) < targetPixelsMin - 0.5)
      .map(
        ({ element, width, height }) =>
          `too small to press, ${Math.round(width)}×${Math.round(height)} px: ${nameOf(element)}`,
      );
  }

  return [...sticksOut(), ...cutOff(), ...small()];
}
