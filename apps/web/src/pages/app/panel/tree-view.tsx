/** A JSON value as a tree of native disclosures: the keyboard works, and text is only ever text. */
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import type { Json } from '../../../synced/json.ts';
import { type Entry, entriesShown, nodeOf, wholeText } from './tree.ts';

/** The entries of a list or an object, one under the other; any other value as one line. */
export function Tree({ value }: { readonly value: Json }) {
  const node = nodeOf(value);
  if (node.kind !== 'list' && node.kind !== 'object') return <Leaf value={value} />;
  return <Entries entries={node.entries} />;
}

function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  const t = useTranslations('app.inspector');
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? entries : entries.slice(0, entriesShown);
  const hidden = entries.length - shown.length;
  return (
    <ul className="font-mono text-xs leading-5">
      {shown.map(({ name, value }) => (
        <li key={name}>
          <Branch name={name} value={value} />
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <ShowAll onClick={() => setIsWhole(true)}>{t('moreEntries', { count: hidden })}</ShowAll>
        </li>
      )}
    </ul>
  );
}

function Branch({ name, value }: Entry) {
  const node = nodeOf(value);
  const [isOpen, setIsOpen] = useState(name === 'data');
  if (node.kind !== 'list' && node.kind !== 'object') {
    return (
      <p className="pl-4 [overflow-wrap:anywhere]">
        <span className="text-accent">{name}</span>: <Leaf value={value} />
      </p>
    );
  }
  const size = node.entries.length;
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary className="min-h-6 touch:min-h-11">
        <span className="text-accent">{name}</span>: {node.kind === 'list' ? `[${size}]` : `{${size}}`}
      </summary>
      {isOpen && (
        <div className="ml-1 border-l border-line pl-3">
          <Entries entries={node.entries} />
        </div>
      )}
    </details>
  );
}

function Leaf({ value }: { readonly value: Json }) {
  const t = useTranslations('app.inspector');
  const node = nodeOf(value);
  const [isWhole, setIsWhole] = useState(false);
  if (node.kind === 'plain') return <span className="text-warn">{node.text}</span>;
  if (node.kind !== 'text') return null;
  if (node.hidden === 0) return <bdi className="text-good [overflow-wrap:anywhere]">{node.text}</bdi>;
  return (
    <>
      <bdi className="text-good [overflow-wrap:anywhere]">
        {isWhole && typeof value === 'string' ? wholeText(value) : node.text}
      </bdi>{' '}
      {!isWhole && (
        <ShowAll onClick={() => setIsWhole(true)}>{t('moreText', { count: node.hidden })}</ShowAll>
      )}
    </>
  );
}

function ShowAll({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <button
      type="button"
      className="min-h-6 touch:min-h-11 rounded px-1 font-sans text-accent underline underline-offset-2"
      onClick={onClick}
    >
      {children}
    </button>
  );
}
