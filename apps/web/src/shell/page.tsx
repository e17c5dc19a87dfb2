/** A page: its one heading, which takes focus when one comes here from another page, and its title. */
import { useDevice, useLinkRequests, useUser } from '@kith/client/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

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

/** The page and step that were shown last: the first page after loading leaves focus to the browser. */
let seen: string | undefined;

export function Page({ title, heading, step = '', lead, width = 'wide', children }: PageProps) {
  const headingElement = useRef<HTMLHeadingElement>(null);
  const [path] = useLocation();
  useEffect(() => {
    const here = `${path} ${step}`;
    // A page that came in the place of another at the same path took the focus that stood in that one.
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (seen !== undefined && (seen !== here || isLost)) headingElement.current?.focus();
    seen = here;
  }, [path, step]);
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

/** `(1) Devices · Anna · Kith`: how many devices wait to be let in, the page, the person. */
function TabTitle({ page }: { readonly page: string }) {
  const waiting = useLinkRequests().length;
  const device = useDevice();
  const user = useUser();
  const who = user?.displayName ?? user?.handle ?? device?.name;
  const count = waiting === 0 ? '' : `(${waiting}) `;
  return <title>{`${count}${[page, who, 'Kith'].filter((it) => it !== undefined).join(' · ')}`}</title>;
}
