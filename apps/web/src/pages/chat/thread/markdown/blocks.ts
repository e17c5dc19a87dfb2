/** Reads the Markdown of a message into blocks of our own: few kinds, never HTML, bounded work whatever is written. */
import { Lexer, type Token, Tokenizer, type Tokens } from 'marked';

/** A piece of a line. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly inside: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly inside: readonly Inline[] };

/** A part of a message that begins on a line of its own. */
export type Block =
  | { readonly kind: 'paragraph'; readonly inside: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly inside: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly (readonly Block[])[] };

/** Deeper nesting is shown as it was typed. */
const depthMax = 8;

/** After so many beginnings that came to no end, further ones are text: each is searched for up to the end. */
const vainMax = 100;

/** Nobody marks up a word of this length, and patterns search it again from each of its letters. */
const longWord = /[!-~]{1000}/;

/** Never throws, and shows every character that somebody typed, but for the marks that were understood. */
export function blocksOf(text: string): readonly Block[] {
  if (longWord.test(text)) return [plain(text)];
  const tokens = new Lexer({ gfm: true, breaks: true, tokenizer: new Narrow() }).lex(text);
  const blocks = tokens.flatMap(blockOf);
  return blocks.length === 0 ? [plain(text)] : blocks;
}

function plain(text: string): Block {
  const lines = text.split('\n');
  return {
    kind: 'paragraph',
    inside: lines.flatMap((line, at): Inline[] => [
      ...(at === 0 ? [] : [{ kind: 'break' } as const]),
      { kind: 'text', text: line },
    ]),
  };
}

/** Leaves out what messages do not have, and bounds what is left. */
class Narrow extends Tokenizer {
  #depth = 0;
  #vain = 0;

  override blockquote(src: string) {
    return this.#within(() => super.blockquote(src));
  }

  override list(src: string) {
    return this.#within(() => super.list(src));
  }

  override emStrong(src: string, masked: string, before?: string) {
    return this.#searched(() => super.emStrong(src, masked, before));
  }

  override del(src: string, masked: string, before?: string) {
    return this.#searched(() => super.del(src, masked, before));
  }

  override link(src: string) {
    return this.#searched(() => super.link(src));
  }

  override html = none;
  override tag = none;
  override def = none;
  override reflink = none;
  override table = none;
  override heading = none;
  override lheading = none;
  override hr = none;
  /** Code by indentation; that between fences is another rule. */
  override code = none;

  #within<T>(read: () => T | undefined): T | undefined {
    if (this.#depth >= depthMax) return undefined;
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }

  #searched<T>(read: () => T | undefined): T | undefined {
    if (this.#vain >= vainMax) return undefined;
    const found = this.#within(read);
    if (found === undefined) this.#vain += 1;
    return found;
  }
}

function none(): undefined {
  return undefined;
}

function blockOf(token: Token): readonly Block[] {
  if (token.type === 'space' || token.type === 'checkbox') return [];
  const block = read(token);
  // Marks around nothing are what somebody said.
  return [isEmpty(block) ? plain(token.raw.trimEnd()) : block];
}

function read(token: Token): Block {
  switch (token.type) {
    case 'code':
      return { kind: 'code', text: (token as Tokens.Code).text };
    case 'blockquote':
      return { kind: 'quote', inside: (insideOf(token) ?? []).flatMap(blockOf) };
    case 'list': {
      const { ordered, start, items } = token as Tokens.List;
      return { kind: 'list', start: ordered && start !== '' ? start : null, items: items.map(itemOf) };
    }
    default:
      return { kind: 'paragraph', inside: inlinesOf(insideOf(token), token.raw) };
  }
}

function isEmpty(block: Block): boolean {
  switch (block.kind) {
    case 'paragraph':
      return block.inside.length === 0;
    case 'code':
      return block.text.trim() === '';
    case 'quote':
      return block.inside.every(isEmpty);
    case 'list':
      return block.items.every((item) => item.every(isEmpty));
  }
}

/** The box of a task is no box here: it stays the text that it was. */
function itemOf({ task, checked, tokens }: Tokens.ListItem): readonly Block[] {
  const blocks = tokens.flatMap(blockOf);
  if (!task) return blocks;
  const box: Inline = { kind: 'text', text: checked === true ? '[x] ' : '[ ] ' };
  const [first, ...rest] = blocks;
  return first?.kind === 'paragraph'
    ? [{ kind: 'paragraph', inside: [box, ...first.inside] }, ...rest]
    : [{ kind: 'paragraph', inside: [box] }, ...blocks];
}

function insideOf(token: Token): readonly Token[] | undefined {
  return 'tokens' in token ? token.tokens : undefined;
}

function inlinesOf(tokens: readonly Token[] | undefined, raw: string): readonly Inline[] {
  return tokens === undefined ? [{ kind: 'text', text: raw }] : tokens.map(inlineOf);
}

function inlineOf(token: Token): Inline {
  const inside = () => inlinesOf(insideOf(token), token.raw);
  switch (token.type) {
    case 'strong':
      return { kind: 'bold', inside: inside() };
    case 'em':
      return { kind: 'italic', inside: inside() };
    case 'del':
      return { kind: 'strike', inside: inside() };
    case 'codespan':
      return { kind: 'code', text: (token as Tokens.Codespan).text };
    case 'br':
      return { kind: 'break' };
    case 'escape':
      return { kind: 'text', text: (token as Tokens.Escape).text };
    case 'link': {
      const href = safe((token as Tokens.Link).href);
      return href === null ? { kind: 'text', text: token.raw } : { kind: 'link', href, inside: inside() };
    }
    default:
      // An image too: it shows as it was typed, and nothing is fetched.
      return { kind: 'text', text: token.raw };
  }
}

const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** Where a link may lead; null: nowhere. An address without a scheme would lead into this app. */
function safe(href: string): string | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  return schemes.has(url.protocol) ? url.href : null;
}
