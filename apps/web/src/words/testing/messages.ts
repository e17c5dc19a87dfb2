/** The texts of a language as a flat list, and what each asks for: for tests of texts. */
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';

/** By full key, such as `shell.status.live`. */
export type Texts = ReadonlyMap<string, string>;

export function textsOf(messages: object, above: readonly string[] = []): Texts {
  return new Map(
    Object.entries(messages).flatMap(([name, value]: [string, unknown]) => {
      const key = [...above, name];
      return typeof value === 'object' && value !== null
        ? [...textsOf(value, key)]
        : [[key.join('.'), String(value)] as const];
    }),
  );
}

/** What a text asks for: `{name}`, `<tag>` and, of a plural, its forms. */
export interface Shape {
  readonly asks: readonly string[];
  readonly plurals: readonly (readonly string[])[];
}

/** Throws where the text is no ICU message. */
export function shapeOf(text: string): Shape {
  const elements = everyElement(parse(text));
  const asks = new Set(elements.flatMap(asked));
  const plurals = elements.flatMap((it) => (it.type === TYPE.plural ? [Object.keys(it.options)] : []));
  return { asks: [...asks].sort(), plurals };
}

function asked(element: MessageFormatElement): string[] {
  switch (element.type) {
    case TYPE.literal:
    case TYPE.pound:
      return [];
    case TYPE.tag:
      return [`<${element.value}>`];
    case TYPE.plural:
      return [`{${element.value}, plural}`];
    case TYPE.select:
      return [`{${element.value}, select, ${Object.keys(element.options).sort().join(' ')}}`];
    case TYPE.argument:
    case TYPE.number:
    case TYPE.date:
    case TYPE.time:
      return [`{${element.value}}`];
  }
}

function everyElement(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.flatMap((it) => [it, ...everyElement(inside(it))]);
}

function inside(element: MessageFormatElement): MessageFormatElement[] {
  if (element.type === TYPE.tag) return element.children;
  if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
  return Object.values(element.options).flatMap(({ value }) => value);
}
