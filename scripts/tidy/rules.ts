/** The rules that code quotes, `[R1]`: each must stand on a page of the docs. */
import { type Finding, lineAt, type Source } from './source.ts';

const quoted = /\[(?<rule>[A-Z]{1,2}\d+)\]/g;
const stated = /^\s*(?:-|\d+\.|\|)?\s*\*\*\[(?<rule>[A-Z]{1,2}\d+)\]\*\*/gm;

/** The rules that these pages state: `**[R1]**` at the head of a line or row. */
export function rulesOf(pages: readonly string[]): ReadonlySet<string> {
  return new Set(pages.flatMap((page) => [...page.matchAll(stated)].map(({ groups }) => groups?.rule ?? '')));
}

/** Quotes of rules that no page states. */
export function ruleFindings({ path, text }: Source, rules: ReadonlySet<string>): Finding[] {
  return [...text.matchAll(quoted)]
    .filter(({ groups }) => !rules.has(groups?.rule ?? ''))
    .map((match) => ({ path, line: lineAt(text, match.index), says: `no page of docs/ states ${match[0]}` }));
}
