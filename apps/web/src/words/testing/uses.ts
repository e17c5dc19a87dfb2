/** Which texts a source uses, and what words it has of its own: read by plain patterns, for tests of texts. */
import { codeOf, lineAt, type Source } from '../../../../../scripts/tidy/source.ts';

export interface Use {
  readonly path: string;
  readonly line: number;
  /** The full key; `*` stands for what is chosen when it runs. */
  readonly key: string;
}

const translators = /\b(?<name>\w+) = useTranslations\((?:['`](?<space>[^'`]*)['`])?\)/g;
const calls = /\b(?<name>\w+)(?:\.(?:rich|raw|has|markup))?\((?=(?<asked>(?:\(\)|[^,()])*))/g;
const quoted = /^\s*'(?<key>[\w.-]+)'/;
const joined = /^\s*`(?<key>[^`]+)`/;
const oneOfTwo = /[?:]\s*['`](?<key>[^'`]+)['`]/g;

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
    const keys = keysOf(groups?.asked ?? '');
    return keys.map((key) => ({ path, line, key: `${space}${key}`.replaceAll(/\$\{[^}]*\}/g, '*') }));
  });
}

function keysOf(asked: string): readonly string[] {
  const exact = quoted.exec(asked)?.groups?.key;
  if (exact !== undefined) return [exact];
  const chosen = joined.exec(asked)?.groups?.key;
  if (chosen !== undefined) return [chosen];
  const choices = [...asked.matchAll(oneOfTwo)].map(({ groups }) => groups?.key ?? '');
  const branches = [...asked.matchAll(/(?<!\?)\?(?![.?])/g)].length + 1;
  return choices.length === branches ? choices : [...choices, '?'];
}

/** Whether a use may mean this text. */
export function means({ key }: Use, text: string): boolean {
  if (!key.includes('*')) return key === text;
  const parts = key.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('.+')}$`).test(text);
}

const shownText = /(?<![=\s])>(?<text>[^<>{}()=;&|]*\p{L}{2}[^<>{}()=;&|]*)(?=[<{])/gu;
const shownAttributes =
  /\s(?:aria-label|aria-description|title|alt|placeholder|label)="(?<text>[^"]*\p{L}[^"]*)"/gu;

/** What a source shows to people that stands in the source itself; comments and quoted texts are no markup. */
export function ownWords(source: Source): { readonly path: string; readonly words: string }[] {
  const { path, text } = source;
  const markup = path.endsWith('.tsx') ? [...codeOf(source).matchAll(shownText)] : [];
  const attributes = path.endsWith('.tsx') ? [...text.matchAll(shownAttributes)] : [];
  return [...markup, ...attributes].flatMap(({ groups }) => {
    const words = groups?.text?.trim() ?? '';
    return words === '' ? [] : [{ path, words }];
  });
}
