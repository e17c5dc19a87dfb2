/** A QR code in a terminal: black on white whatever the terminal's colours, with the quiet zone that cameras need. */
import { encode } from 'uqr';

/** Modules of white around the code (ISO/IEC 18004). */
const quietZone = 4;

const blackOnWhite = '\x1b[38;5;16;48;5;231m';
const reset = '\x1b[0m';

/** Two rows of the code are one line of text, so that its modules are square. */
const blocks = { true: { true: '█', false: '▀' }, false: { true: '▄', false: ' ' } } as const;

/** Draws the code of a text. */
export function qrLines(text: string): string[] {
  const { data, size } = encode(text, { border: quietZone, ecc: 'M' });
  return Array.from({ length: Math.ceil(size / 2) }, (_, line) => {
    const [upper = [], lower = []] = [data[2 * line], data[2 * line + 1]];
    const cells = upper.map((dark, at) => blocks[`${dark}`][`${lower[at] === true}`]);
    return `${blackOnWhite}${cells.join('')}${reset}`;
  });
}
