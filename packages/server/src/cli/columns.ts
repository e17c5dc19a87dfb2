/** Writes rows as columns of plain text. */

const gap = 2;

/**
 * Rows of as many cells each; where they are wider than `widthMax`, the widest columns are wrapped between words.
 *
 * Words stay whole, so that addresses and commands can be copied: a table of long ones is wider.
 */
export function columns(rows: readonly (readonly string[])[], widthMax: number = 110): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)));
  const widthsMin = widths.map((_, index) => Math.max(...rows.map((row) => longestWord(row[index] ?? ''))));
  while (total(widths) > widthMax) {
    const spare = widths.map((width, index) => (width > (widthsMin[index] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return rows.flatMap((row) => lines(row, widths)).join('\n');
}

function longestWord(text: string): number {
  return Math.max(...text.split(' ').map((word) => word.length));
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + gap, -gap);
}

function lines(row: readonly string[], widths: readonly number[]): string[] {
  const cells = widths.map((width, index) => wrap(row[index] ?? '', width));
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, index) => (cell[line] ?? '').padEnd((widths[index] ?? 0) + gap))
      .join('')
      .trimEnd(),
  );
}

/** Breaks a text between words. */
function wrap(text: string, width: number): string[] {
  const pieces: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      pieces.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...pieces, line];
}
