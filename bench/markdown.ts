/** Tables as Markdown, and the places in a page that they are recorded at. */
import type { Table } from './figure.ts';

/** A table with its caption. */
export function markdownTable({ caption, head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [caption, '', line(head), line(rule), ...rows.map(line)].join('\n');
}

/** Puts text between the markers of a figure; throws where the page has none. */
export function between(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- figures: ${name} -->`, `<!-- end: ${name} -->`];
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page has no place for the figures "${name}"`);
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`;
}
