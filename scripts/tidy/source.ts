/** A source file as the tidy checks read it: what it imports, and its code without comments and texts. */

export interface Source {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Something found in a source that breaks a rule of the house. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly says: string;
}

/** An import, export-from or dynamic import. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
}

const importForms =
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"](?<from>[^'"]+)['"]|^\s*import\s*['"](?<bare>[^'"]+)['"]|\bimport\(\s*['"](?<dynamic>[^'"]+)['"]|\bnew URL\(\s*['"](?<url>[^'"]+)['"]\s*,\s*import\.meta\.url/gm;

/** What a source imports, in order; a worker's URL counts as an import. */
export function importsOf({ text }: Source): Import[] {
  return [...withoutComments(text).matchAll(importForms)].map((match) => {
    const { from, bare, dynamic, url } = match.groups ?? {};
    const specifier = from ?? bare ?? dynamic ?? url ?? '';
    return { specifier, line: lineAt(text, match.index + match[0].lastIndexOf(specifier)) };
  });
}

const pieces =
  /(?<comment>\/\*[\s\S]*?\*\/|\/\/[^\n]*)|(?<text>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")|`(?:\\.|[^`\\])*`/g;

function withoutComments(text: string): string {
  return text.replace(pieces, (piece: string, comment: string | undefined) =>
    comment === undefined ? piece : blank(piece),
  );
}

/** The code alone: comments and quoted texts are blanked, template texts stay, since they may hold code. */
export function codeOf({ text }: Source): string {
  return text.replace(pieces, (piece: string) => (piece.startsWith('`') ? piece : blank(piece)));
}

/** Spaces of the same shape, so that positions stay. */
function blank(piece: string): string {
  return piece.replace(/[^\n]/g, ' ');
}

/** The line of a position, from 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** Whether a file is a test, which opens as it likes. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** Whether a file is a test or carries a suite that tests call; both may use whatever they need. */
export function isForTests(path: string): boolean {
  return isTest(path) || /\/(contract|testing)\//.test(path);
}
