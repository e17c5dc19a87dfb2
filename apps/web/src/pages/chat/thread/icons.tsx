/** The icons that only an open chat has. */
import { Drawing, type IconProps } from '../../../ui/icons.tsx';

export function ClockIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 7.5V12l3 2" />
    </Drawing>
  );
}

export function TicksIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="m2.5 12.5 4.5 4.5L16.5 7.5M12 16l1.5 1L22 8" />
    </Drawing>
  );
}

export function ReplyIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M9.5 6 4 11l5.5 5v-3.2c5 0 8.5 1.2 10.5 5.2-.5-6-4-9-10.5-9V6Z" />
    </Drawing>
  );
}

export function RepliesIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M4.5 5h15v10.5h-8L7 19.5v-4H4.5V5Zm4 3.8h7m-7 3h4.5" />
    </Drawing>
  );
}

export function EditIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M4.5 19.5 5.5 15 16 4.5l3.5 3.5L9 18.5l-4.5 1ZM14 6.5 17.5 10" />
    </Drawing>
  );
}

export function BinIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M5 7h14M9.5 7V4.5h5V7m2.5 0-.8 12.5H7.8L7 7m3.2 3.5.3 6m3.3-6-.3 6" />
    </Drawing>
  );
}

export function LinkIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1" />
    </Drawing>
  );
}

export function UnreadIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M4 6h16v12H4V6Zm0 1 8 6 8-6" />
    </Drawing>
  );
}

export function SmileIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M8.5 14c.8 1.5 2 2.2 3.5 2.2s2.7-.7 3.5-2.2M9 9.5v.1m6-.1v.1" />
    </Drawing>
  );
}

export function SendIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M4 12 3.5 4.5 21 12 3.5 19.5 4 12Zm0 0h8" />
    </Drawing>
  );
}

export function DownIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <path d="M12 5v13m-6-6 6 6 6-6" />
    </Drawing>
  );
}

export function PeopleIcon(props: IconProps) {
  return (
    <Drawing {...props}>
      <circle cx="9" cy="8.5" r="3.2" />
      <path d="M3 19c.5-3.5 2.8-5.5 6-5.5s5.5 2 6 5.5M15.5 5.6a3.2 3.2 0 0 1 0 5.8m1.7 2.6c2.2.7 3.5 2.4 3.8 5" />
    </Drawing>
  );
}
