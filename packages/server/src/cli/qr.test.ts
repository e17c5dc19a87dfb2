import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { qrLines } from './qr.ts';

const text = 'http://192.168.178.23:3000';

/** The modules of a drawn code, dark ones true. */
function modulesOf(lines: readonly string[]): boolean[][] {
  const halves = { ' ': [false, false], '▀': [true, false], '▄': [false, true], '█': [true, true] };
  return lines.flatMap((line) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal are written with them
    const cells = [...line.replaceAll(/\x1b\[[\d;]*m/g, '')] as (keyof typeof halves)[];
    return [0, 1].map((half) => cells.map((cell) => halves[cell][half] ?? expect.fail(`no block: ${cell}`)));
  });
}

test('the drawing has every module of the code, and four of white around it', () => {
  const { data, size } = encode(text, { border: 0, ecc: 'M' });
  const drawn = modulesOf(qrLines(text));
  expect(drawn.slice(4, size + 4).map((row) => row.slice(4, size + 4))).toEqual(data);
  const around = drawn.flatMap((row, y) =>
    row.filter((_, x) => x < 4 || x >= size + 4 || y < 4 || y >= size + 4),
  );
  expect(around.length).toBeGreaterThanOrEqual(4 * 4 * (size + 4));
  expect(new Set(around)).toEqual(new Set([false]));
});

test('each line is black on white by itself, and leaves the terminal as it was', () => {
  for (const line of qrLines(text)) {
    expect(line.startsWith('\x1b[38;5;16;48;5;231m')).toBe(true);
    expect(line.endsWith('\x1b[0m')).toBe(true);
  }
});
