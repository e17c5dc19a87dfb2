/** The shape of source files: how long, what called, how they open. */
import { type Finding, isTest, type Source } from './source.ts';

/** More lines than this in one file need to be split. */
export const linesMax = 400;

/** Files longer than this are listed, so that somebody looks at them. */
export const linesNoted = 250;

/** Words that say nothing of what a file owns. */
const emptyWords = [
  'util',
  'utils',
  'helper',
  'helpers',
  'lib',
  'common',
  'types',
  'manager',
  'misc',
  'shared',
];

/** Checks the name, length and first sentence of one source. */
export function shapeFindings(source: Source): Finding[] {
  const { path, text } = source;
  return [
    ...emptyNames(path).map((word) => `the name says nothing: ${word}`),
    ...(lineCount(source) > linesMax ? [`${lineCount(source)} lines, ${linesMax} at most`] : []),
    ...(isTest(path) || opensWell(text)
      ? []
      : ['does not open with /** one sentence that says what it owns */']),
  ].map((says) => ({ path, line: 1, says }));
}

/** Lines of a source. */
export function lineCount({ text }: Source): number {
  return text.split('\n').length - 1;
}

function emptyNames(path: string): string[] {
  const words = path.split('/').flatMap((name) => name.toLowerCase().split(/[-._]/));
  return emptyWords.filter((word) => words.includes(word));
}

/** A comment of at least three words before any code; only `#!` may stand before it. */
function opensWell(text: string): boolean {
  const opening = /^(?:#![^\n]*\n)?\/\*\*(?<words>[\s\S]*?)\*\//.exec(text)?.groups?.words ?? '';
  return opening.replaceAll('*', ' ').trim().split(/\s+/).length >= 3;
}
