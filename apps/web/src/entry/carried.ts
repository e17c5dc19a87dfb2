/** The code that a person came with: read from the address once, and kept in this tab on its way through login. */

/** What a new device needs to ask: whose user, and the code that their other device shows. */
export interface Carried {
  readonly handle: string;
  /** Eight letters, without the hyphen. */
  readonly code: string;
}

/** Codes have these letters alone: no vowels, so that none spells a word, and nothing that is easily misread. */
const codeShape = /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/;

/** A code as the server wants it, from what a person typed or pasted; null: it is none. */
export function readCode(text: string): string | null {
  const code = text.replace(/[\s\-\u2010-\u2015]/g, '').toUpperCase();
  return codeShape.test(code) ? code : null;
}

/** As people read it: `ABCD-EFGH`. */
export function writeCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** Handle and code in `ada.BCDFGHJK`, alone or behind the `#` of an address; null: that is none. A handle may have dots. */
export function readCarried(text: string): Carried | null {
  const fragment = text.trim().replace(/^[^#]*#/, '');
  const dot = fragment.lastIndexOf('.');
  const handle = fragment.slice(0, Math.max(dot, 0));
  const code = readCode(fragment.slice(dot + 1));
  return handle === '' || code === null || /[\s/]/.test(handle) ? null : { handle, code };
}

const key = 'kith link';

/** For browsers that keep nothing; then it does not outlive the page. */
let inMemory: Carried | null = null;

/** What was carried here and is not used up; null: nothing. */
export function carried(): Carried | null {
  try {
    return readCarried(sessionStorage.getItem(key) ?? '') ?? inMemory;
  } catch {
    return inMemory;
  }
}

/** Keeps a code until it is used up: a reload asks with the same code again, and is shown the same number. */
export function carry(it: Carried): void {
  inMemory = it;
  try {
    sessionStorage.setItem(key, `${it.handle}.${it.code}`);
  } catch {
    // A browser that keeps nothing: memory has it.
  }
}

export function putDown(): void {
  inMemory = null;
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** Takes a code out of the address, where neither history nor shoulder finds it again. Says whether there was one. */
export function takeFromAddress(): boolean {
  const found = readCarried(location.hash);
  if (found === null) return false;
  carry(found);
  history.replaceState(history.state, '', location.pathname + location.search);
  return true;
}
