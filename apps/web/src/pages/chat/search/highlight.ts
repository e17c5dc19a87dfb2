/** The part of a long text that a search found, with the words that were looked for set apart. Pure. */

export interface Piece {
  readonly text: string;
  readonly isFound: boolean;
}

/** So much of the text stands before the first word, and so much is shown of it all. */
const beforeMax = 60;
const shownMax = 220;

/** What was looked for: words, and phrases between quotes. */
export function termsOf(query: string): readonly string[] {
  const terms = [...query.matchAll(/["“«](?<phrase>[^"”»]+)["”»]|(?<word>\S+)/g)];
  return terms
    .map(({ groups }) =>
      (groups?.phrase ?? groups?.word ?? '').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''),
    )
    .filter((term) => term !== '');
}

/** A phrase as the server reads it, whatever quotes a person's language has. */
export function plainQuotes(query: string): string {
  return query.replaceAll(/[“”„«»]/g, '"');
}

/** Of a text without any of the words: its beginning. */
export function highlighted(text: string, query: string): readonly Piece[] {
  const found = patternOf(termsOf(query));
  const first = found === undefined ? -1 : text.search(found);
  const from = first > beforeMax ? wordBefore(text, first - beforeMax) : 0;
  const to = from + shownMax < text.length ? wordBefore(text, from + shownMax) : text.length;
  const shown = text.slice(from, Math.max(to, from + 1)).trim();
  const pieces = found === undefined ? [{ text: shown, isFound: false }] : split(shown, found);
  return [
    ...(from > 0 ? [{ text: '… ', isFound: false }] : []),
    ...pieces,
    ...(to < text.length ? [{ text: ' …', isFound: false }] : []),
  ];
}

/** Longer terms first: a phrase is one find, not several. */
function patternOf(terms: readonly string[]): RegExp | undefined {
  if (terms.length === 0) return undefined;
  const any = terms
    .toSorted((a, b) => b.length - a.length)
    .map((term) => term.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+'))
    .join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})`, 'giu');
}

function split(text: string, found: RegExp): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: hit, index } of text.matchAll(found)) {
    if (index > at) pieces.push({ text: text.slice(at, index), isFound: false });
    pieces.push({ text: hit, isFound: true });
    at = index + hit.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isFound: false });
  return pieces;
}

/** The nearest beginning of a word before a place; the place itself where there is none near. */
function wordBefore(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  return space > at - 30 ? space + 1 : at;
}
