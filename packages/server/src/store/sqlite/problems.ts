/** What a verification found wrong: a bounded list, since one fault may show in a million places. */

const linesMax = 100;

export class Problems {
  readonly lines: string[] = [];

  /** Notes one problem as a line. */
  add(line: string): void {
    if (this.lines.length < linesMax) this.lines.push(line);
    else if (this.lines.length === linesMax) this.lines.push('and more');
  }
}
