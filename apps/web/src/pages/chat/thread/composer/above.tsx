/** What stands above a text that is written: which message it answers or changes, and the way out of that. */
import type { ReactNode } from 'react';
import { CrossIcon } from '../../../../ui/icons.tsx';

export interface AboveProps {
  readonly title: ReactNode;
  readonly text: string | null;
  readonly closeLabel: string;
  readonly onClose: () => void;
}

export function Above({ title, text, closeLabel, onClose }: AboveProps) {
  return (
    <div className="mb-1.5 flex items-center gap-2 rounded-lg border-s-3 border-accent bg-sunken ps-2.5 text-sm">
      <div className="min-w-0 flex-1 py-1">
        <p className="truncate text-xs font-semibold text-accent">{title}</p>
        {text !== null && (
          <bdi className="line-clamp-1 break-all text-soft" title={text}>
            {text}
          </bdi>
        )}
      </div>
      <button
        type="button"
        aria-label={closeLabel}
        onClick={onClose}
        className="flex size-9 touch:size-11 shrink-0 items-center justify-center rounded-lg hover:bg-line/60"
      >
        <CrossIcon className="size-4" />
      </button>
    </div>
  );
}
