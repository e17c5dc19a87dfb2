/** Comparing names with what somebody looks for: word by word, without case and marks. Pure. */

/** The words of a text, as they are compared: without case and marks. */
export function wordsOf(text: string): readonly string[] {
  return folded(text).split(/\s+/).filter(Boolean);
}

/** Whether a text has every word somewhere. */
export function holdsAll(text: string, words: readonly string[]): boolean {
  const whole = folded(text);
  return words.every((word) => whole.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
