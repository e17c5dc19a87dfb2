/** Shapes a JSON value for the inspector: what one line of the tree says, and what lies below it. */
import type { Json } from '../../../synced/json.ts';

/** A value as one line. Lists and objects have entries, the others a text. */
export type Node =
  | { readonly kind: 'list' | 'object'; readonly entries: readonly Entry[] }
  | { readonly kind: 'text'; readonly text: string; readonly hidden: number }
  | { readonly kind: 'plain'; readonly text: string };

export interface Entry {
  readonly name: string;
  readonly value: Json;
}

/** More characters of a text, or entries of a list, are shown only when somebody asks. */
export const textShown = 160;
export const entriesShown = 50;

export function nodeOf(value: Json): Node {
  if (typeof value === 'string') return textNode(value);
  if (value === null || typeof value !== 'object') return { kind: 'plain', text: String(value) };
  const kind = Array.isArray(value) ? 'list' : 'object';
  return { kind, entries: Object.entries(value).map(([name, it]) => ({ name, value: it })) };
}

/** In quotes and escaped, so that line ends and hidden characters show; `hidden`: how much is not shown. */
function textNode(value: string): Node {
  const hidden = Math.max(0, value.length - textShown);
  return { kind: 'text', text: wholeText(value.slice(0, textShown)), hidden };
}

/** The whole text, as a line of the tree shows it. Half a pair of surrogates, left by a cut, would show as broken. */
export function wholeText(value: string): string {
  return JSON.stringify(value.toWellFormed()).replace(unseen, escaped);
}

/** Marks that show as nothing, and turn round what stands beside them. */
const unseen = /[\p{Cf}\u2028\u2029]/gu;

function escaped(mark: string): string {
  return `\\u{${mark.codePointAt(0)?.toString(16)}}`;
}

/** What an event of a setting is about, in one line: `salary: 2500`; undefined for all others. */
export function gistOf(data: Json): string | undefined {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return;
  const { key, value } = data as Readonly<Record<string, Json | undefined>>;
  if (typeof key !== 'string') return;
  return value === undefined ? key : `${key}: ${gistOfValue(value)}`;
}

function gistOfValue(value: Json): string {
  if (typeof value === 'string') return wholeText(value.slice(0, textShown));
  return JSON.stringify(value).slice(0, textShown).toWellFormed();
}

export interface Named {
  readonly cursor: string;
}

/** The events to show: the newest first, at most this many, none that was cleared. */
export function shownEvents<E extends Named>(
  recent: readonly E[],
  { clearedAt, most }: { clearedAt: string | null; most: number },
): readonly E[] {
  const cleared = recent.findIndex(({ cursor }) => cursor === clearedAt);
  return recent
    .slice(cleared + 1)
    .slice(-most)
    .toReversed();
}
