/** A page: its one heading, which takes focus when one comes here from another page, and its title. */
import { useDevice, useLinkRequests, useUser } from '@kith/client/react';
import { type ReactNode, useRef } from 'react';
import { useUnreadChats } from '../chats/unread.ts';
import { useArrival } from './arrival.ts';

export interface PageProps {
  readonly title: string;
  /** Stands as the heading in place of the title, where that holds a name. */
  readonly heading?: ReactNode;
  /** Which step of the page this is: another step takes focus as another page does. */
  readonly step?: string;
  /** One sentence under the heading. */
  readonly lead?: ReactNode;
  /** Wide pages use the room of a desktop; the others stay readable. */
  readonly width?: 'narrow' | 'wide';
  readonly children: ReactNode;
}

export function Page({ title, heading, step = '', lead, width = 'wide', children }: PageProps) {
  const headingElement = useRef<HTMLHeadingElement>(null);
  useArrival(step, () => headingElement.current);
  return (
    <div className={width === 'narrow' ? 'mx-auto max-w-lg' : 'mx-auto max-w-5xl'}>
      <TabTitle page={title} />
      <header className="mb-5 space-y-1">
        <h1 ref={headingElement} tabIndex={-1} className="text-2xl font-semibold tracking-tight text-balance">
          {heading ?? title}
        </h1>
        {lead !== undefined && <p className="text-soft">{lead}</p>}
      </header>
      <div className="space-y-4">{children}</div>
    </div>
  );
}

export interface TabTitleProps {
  readonly page: string;
  /** It says enough without the person: whom one talks to. */
  readonly isWhole?: boolean;
}

/** `(3) Devices · Anna · Kith`: how many chats are unread and devices wait to be let in, the page, the person. */
export function TabTitle({ page, isWhole = false }: TabTitleProps) {
  const count = useUnreadChats() + useLinkRequests().length;
  const device = useDevice();
  const user = useUser();
  const who = user?.displayName ?? user?.handle ?? device?.name;
  const told = [page, isWhole ? undefined : who, 'Kith'].filter((it) => it !== undefined).join(' · ');
  return <title>{count === 0 ? told : `(${count}) ${told}`}</title>;
}
