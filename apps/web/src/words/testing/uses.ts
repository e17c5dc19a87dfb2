/** Which texts a source uses, and what words it has of its own: read by plain patterns, for tests of texts. */
import { codeOf, lineAt, type Source } from '../../../../../scripts/tidy/source.ts';

export interface Use {
  readonly path: string;
  readonly line: number;
  /** The full key; `*` stands for one name that is chosen when it runs. */
  readonly key: string;
}

const translators = /\b(?<name>\w+) = useTranslations\((?:'(?<space>[^']*)')?\)/g;
const calls = /\b(?<name>\w+)(?:\.(?:rich|raw|has|markup))?\((?=(?<asked>[^,()]*))/g;
const quoted = /^\s*'(?<key>[\w.-]+)'/;
const joined = /^\s*`(?<key>[^`]+)`/;
const oneOfTwo = /[?:]\s*'(?<key>[\w.-]+)'/g;

/** A call of a translator with a variable has `?` for a key: which texts it means stands in no source. */
export function usesOf({ path, text }: Source): Use[] {
  const spaces = [...text.matchAll(translators)].map(({ index, groups }) => ({
    index,
    name: groups?.name,
    space: groups?.space,
  }));
  return [...text.matchAll(calls)].flatMap(({ index, groups }) => {
    // The nearest one above that has this name.
    const translator = spaces.findLast((it) => it.index < index && it.name === groups?.name);
    if (translator === undefined) return [];
    const space = translator.space === undefined ? '' : `${translator.space}.`;
    const line = lineAt(text, index);
    return keysOf(groups?.asked ?? '').map((key) => ({ path, line, key: `${space}${key}` }));
  });
}

function keysOf(asked: string): readonly string[] {
  const exact = quoted.exec(asked)?.groups?.key;
  if (exact !== undefined) return [exact];
  const chosen = joined.exec(asked)?.groups?.key;
  if (chosen !== undefined) return [chosen.replaceAll(/\$\{[^}]*\}/g, '*')];
  const two = [...asked.matchAll(oneOfTwo)].map(({ groups }) => groups?.key ?? '');
  return two.length > 0 ? two : ['?'];
}

/** Whether a use may mean this text. */
export function means({ key }: Use, text: string): boolean {
  const names = text.split('.');
  const asked = key.split('.');
  return asked.length === names.length && asked.every((it, index) => isName(it, names[index] ?? ''));
}

function isName(asked: string, name: string): boolean {
  const [before = '', after] = asked.split('*');
  return after === undefined ? asked === name : name.startsWith(before) && name.endsWith(after);
}

const shownText = /(?<![=\s])>(?<text>[^<>{}()=;&|]*\p{L}{2}[^<>{}()=;&|]*)(?=[<{])/gu;
const shownAttributes =
  /\s(?:aria-label|aria-description|title|alt|placeholder|label)="(?<text>[^"]*\p{L}[^"]*)"/gu;

/** What a source shows to people that stands in the source itself; comments and quoted texts are no markup. */
export function ownWords(source: Source): string[] {
  const { path, text } = source;
  const markup = path.endsWith('.tsx') ? [...codeOf(source).matchAll(shownText)] : [];
  const attributes = path.endsWith('.tsx') ? [...text.matchAll(shownAttributes)] : [];
  return [...markup, ...attributes].flatMap(({ groups }) => {
    const words = groups?.text?.trim() ?? '';
    return words === '' ? [] : [`${path}: ${words}`];
  });
}
