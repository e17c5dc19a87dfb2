/** The icons, drawn in one stroke weight. They say nothing to a screen reader: the text beside them does. */
import type { ReactNode } from 'react';

export interface IconProps {
  readonly className?: string;
}

export function Drawing({ className = 'size-5', children }: IconProps & { readonly children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={`shrink-0 ${className}`}
    >
      {children}
    </svg>
  );
}

export function HomeIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="m3.5 11 8.5-7 8.5 7M6 9.5V20h12V9.5M10 20v-6h4v6" />
    </Drawing>
  );
}

export function ChatIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M4 5.5h16v11h-9l-4.5 3.8v-3.8H4v-11Z" />
    </Drawing>
  );
}

export function DevicesIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <rect x="2.5" y="4.5" width="14" height="11" rx="2" />
      <path d="M6 19.5h6" />
      <rect x="14.5" y="9.5" width="7" height="11" rx="1.8" fill="var(--card)" />
    </Drawing>
  );
}

export function SlidersIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M4 7h9m5 0h2M4 17h3m5 0h8M13 7a2.5 2.5 0 1 0 5 0 2.5 2.5 0 0 0-5 0ZM7 17a2.5 2.5 0 1 0 5 0 2.5 2.5 0 0 0-5 0Z" />
    </Drawing>
  );
}

export function SettingsIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <circle cx="12" cy="12" r="3" />
      <path d="M12 2.8v2.6m0 13.2v2.6M2.8 12h2.6m13.2 0h2.6M5.5 5.5l1.8 1.8m9.4 9.4 1.8 1.8m0-13-1.8 1.8m-9.4 9.4-1.8 1.8" />
    </Drawing>
  );
}

export function CheckIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="m5 12.5 4.5 4.5L19 7.5" />
    </Drawing>
  );
}

export function CrossIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="m6 6 12 12M18 6 6 18" />
    </Drawing>
  );
}

export function WarnIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.6v.1" />
    </Drawing>
  );
}

export function CopyIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <rect x="8.5" y="8.5" width="11" height="11" rx="2" />
      <path d="M15.5 5.5v-1h-11v11h1" />
    </Drawing>
  );
}

export function PlusIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M12 5v14M5 12h14" />
    </Drawing>
  );
}

export function MoreIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M12 5.5v.1M12 12v.1m0 6.4v.1" strokeWidth="2.6" />
    </Drawing>
  );
}

export function UndoIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M4.5 9.5h10a5 5 0 0 1 0 10h-4M8.5 5.5l-4 4 4 4" />
    </Drawing>
  );
}

export function BackIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M14.5 5.5 8 12l6.5 6.5" />
    </Drawing>
  );
}

export function SearchIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="m15.5 15.5 4.5 4.5M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z" />
    </Drawing>
  );
}

export function InfoIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M12 11v6m0-9.5v.1M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z" />
    </Drawing>
  );
}

export function BellIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M6 16.5v-6a6 6 0 0 1 12 0v6l1.5 1.5h-15L6 16.5Zm4 4.2h4" />
    </Drawing>
  );
}

export function MutedIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M6 16.5v-6c0-.7.1-1.4.4-2M9 5.3A6 6 0 0 1 18 10.5v4M16 18H4.5L6 16.5M10 20.7h4M4 4l16 16" />
    </Drawing>
  );
}

export function PinIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="m14.5 4 5.5 5.5-3.5 1-3.5 3.5-.5 4-6.5-6.5 4-.5 3.5-3.5 1-3.5ZM8.5 15.5 4 20" />
    </Drawing>
  );
}

export function ArchiveIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M4 8.5h16M5 8.5V20h14V8.5M4 4.5h16v4H4v-4Zm6 8h4" />
    </Drawing>
  );
}

export function PencilIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M4.5 19.5 5.5 15 16 4.5l3.5 3.5L9 18.5l-4.5 1Z" />
    </Drawing>
  );
}

export function CompassIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="m15.5 8.5-2 5-5 2 2-5 5-2ZM21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z" />
    </Drawing>
  );
}

export function GroupIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M15.5 19.5v-1.5a4 4 0 0 0-4-4h-4a4 4 0 0 0-4 4v1.5M12.8 7.5a3.3 3.3 0 1 1-6.6 0 3.3 3.3 0 0 1 6.6 0ZM20.5 19.5v-1.5a4 4 0 0 0-3-3.8M15.5 4.4a3.3 3.3 0 0 1 0 6.2" />
    </Drawing>
  );
}
