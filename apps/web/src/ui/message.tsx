/** A message inside a page: what went wrong, what to mind, what went well. */
import type { ReactNode } from 'react';
import { CheckIcon, WarnIcon } from './icons.tsx';

const tones = {
  bad: 'border-bad bg-bad-wash',
  warn: 'border-warn bg-warn-wash',
  good: 'border-accent bg-accent-wash',
} as const;

export interface MessageProps {
  readonly tone: keyof typeof tones;
  /** Read out when it appears: an answer to what the person did. Default: for `bad`. */
  readonly isAlert?: boolean;
  readonly children: ReactNode;
}

export function Message({ tone, isAlert = tone === 'bad', children }: MessageProps) {
  const Icon = tone === 'good' ? CheckIcon : WarnIcon;
  return (
    <div
      role={isAlert ? 'alert' : undefined}
      className={`flex gap-3 rounded-lg border-l-4 px-3 py-2.5 text-sm ${tones[tone]}`}
    >
      <Icon className="mt-px size-5" />
      <div className="min-w-0 flex-1 space-y-2">{children}</div>
    </div>
  );
}
