/** Shows the Markdown of a message as elements of ours: no HTML of anybody's, nothing that fetches. */
import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import { useTabStop } from '../feed/tab-stop.tsx';
import { type Block, blocksOf, type Inline } from './blocks.ts';
import { MentionName } from './mention-name.tsx';
import { piecesOf } from './mentions.ts';

export interface MarkdownProps {
  readonly text: string;
  /** Ids of people, and `all`: only whom the server counted as mentioned is marked. */
  readonly mentions: readonly string[];
}

export function Markdown({ text, mentions }: MarkdownProps) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return <Blocks blocks={blocks} mentions={mentions} />;
}

interface BlocksProps {
  readonly blocks: readonly Block[];
  readonly mentions: readonly string[];
}

function Blocks({ blocks, mentions }: BlocksProps) {
  return keyed(blocks, (block) => <OneBlock block={block} mentions={mentions} />);
}

function OneBlock({ block, mentions }: { readonly block: Block } & Pick<MarkdownProps, 'mentions'>) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p dir="auto" className="not-first:mt-1">
          <Inlines inside={block.inside} mentions={mentions} />
        </p>
      );
    case 'code':
      return (
        <pre
          dir="ltr"
          className="my-1 max-w-full rounded-md border border-line bg-sunken px-2.5 py-2 font-mono text-[0.85em] break-words whitespace-pre-wrap"
        >
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote className="my-1 border-s-3 border-line-strong ps-2.5 text-soft">
          <Blocks blocks={block.inside} mentions={mentions} />
        </blockquote>
      );
    case 'list': {
      const items = keyed(block.items, (item) => (
        <li dir="auto">
          <Blocks blocks={item} mentions={mentions} />
        </li>
      ));
      return block.start === null ? (
        <ul className="my-1 list-disc ps-5">{items}</ul>
      ) : (
        <ol start={block.start} className="my-1 list-decimal ps-6">
          {items}
        </ol>
      );
    }
  }
}

interface InlinesProps {
  readonly inside: readonly Inline[];
  readonly mentions: readonly string[];
}

function Inlines({ inside, mentions }: InlinesProps) {
  return keyed(inside, (it) => <OneInline it={it} mentions={mentions} />);
}

function OneInline({ it, mentions }: { readonly it: Inline } & Pick<MarkdownProps, 'mentions'>): ReactNode {
  const tabIndex = useTabStop();
  switch (it.kind) {
    case 'text':
      return <Said text={it.text} mentions={mentions} />;
    case 'break':
      return <br />;
    case 'code':
      return (
        <code className="rounded bg-sunken px-1 py-0.5 font-mono text-[0.88em] break-words">{it.text}</code>
      );
    case 'bold':
      return (
        <strong className="font-semibold">
          <Inlines inside={it.inside} mentions={mentions} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines inside={it.inside} mentions={mentions} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines inside={it.inside} mentions={mentions} />
        </s>
      );
    case 'link':
      return (
        <a
          href={it.href}
          title={it.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          tabIndex={tabIndex}
          className="text-accent underline underline-offset-2 hover:text-accent-strong"
        >
          <Inlines inside={it.inside} mentions={mentions} />
        </a>
      );
  }
}

function Said({ text, mentions }: MarkdownProps) {
  if (mentions.length === 0 || !text.includes('@')) return text;
  return keyed(piecesOf(text), (piece) =>
    piece.handle === null ? piece.text : <MentionName handle={piece.handle} mentions={mentions} />,
  );
}

/** Parts of a text never change their order: their place is their key. */
function keyed<T>(parts: readonly T[], show: (part: T) => ReactNode): ReactNode {
  return createElement(Fragment, null, ...parts.map(show));
}
