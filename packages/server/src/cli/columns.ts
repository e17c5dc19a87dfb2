/** Writes rows as columns of plain text. */

const gap = 2;
const wordMin = 12;

/** Rows of as many cells each; where they are wider than `widthMax`, the widest columns are wrapped between words. */
export function columns(rows: readonly (readonly string[])[], widthMax: number = 110): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)));
  while (total(widths) > widthMax) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= wordMin) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return rows.flatMap((row) => lines(row, widths)).join('\n');
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

/** Breaks a text between words; a word longer than the width is broken too. */
function wrap(text: string, width: number): string[] {
  const pieces: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      pieces.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    while (line.length > width) {
      pieces.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  return [...pieces, line];
}
