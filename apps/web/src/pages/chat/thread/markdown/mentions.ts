/** Finds `@handle` in a text, as the server does: not inside a word, and of letters that handles have. */

export interface Piece {
  readonly text: string;
  /** Null: plain text. */
  readonly handle: string | null;
}

const mention = /(?<![\p{L}\p{N}_])@(?<handle>[a-z0-9._-]*[a-z0-9_-])/giu;

/** The text in pieces, which together are the text. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: whole, groups } of text.matchAll(mention)) {
    if (index > from) pieces.push({ text: text.slice(from, index), handle: null });
    pieces.push({ text: whole, handle: (groups?.handle ?? '').toLowerCase() });
    from = index + whole.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), handle: null });
  return pieces;
}
