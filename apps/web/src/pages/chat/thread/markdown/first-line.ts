/** What a message shows, without its marks and in one line: for a quote of it. */
import { type Block, blocksOf, type Inline } from './blocks.ts';

/** More does not show in a line, and is not read. */
const charsMax = 200;

export function firstLine(text: string): string {
  return ofBlocks(blocksOf(text.slice(0, charsMax)));
}

function ofBlocks(blocks: readonly Block[]): string {
  return blocks.map(ofBlock).join(' ').replace(/\s+/g, ' ').trim();
}

function ofBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return ofLine(block.inside);
    case 'code':
      return block.text;
    case 'quote':
      return ofBlocks(block.inside);
    case 'list':
      return block.items.map(ofBlocks).join(' · ');
  }
}

function ofLine(inside: readonly Inline[]): string {
  return inside
    .map((it) => ('inside' in it ? ofLine(it.inside) : it.kind === 'break' ? ' ' : it.text))
    .join('');
}
