/** What the parts of the page share: the settings and the door for edits. */
import { useKith, useUser } from '@kith/client/react';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { keepLostEdits } from '../../shell/lost-edits.ts';
import { app, type DemoSettings, defaults } from './demo.ts';
import { Edits } from './edits.ts';

const Context = createContext<Edits | null>(null);

/** What can be taken back outlives the page, and ends with the user: another one's edits are not this one's. */
let kept: { readonly user: string | null; readonly edits: Edits } | undefined;

function editsFor(settings: DemoSettings, user: string | null): Edits {
  if (kept?.user !== user || kept.edits.settings !== settings) kept = { user, edits: new Edits(settings) };
  return kept.edits;
}

export function Desk({ children }: { readonly children: ReactNode }) {
  const kith = useKith();
  const settings = kith.settings(app, defaults);
  const user = useUser()?.id ?? null;
  const edits = useMemo(() => {
    keepLostEdits(kith, settings);
    return editsFor(settings, user);
  }, [kith, settings, user]);
  return <Context value={edits}>{children}</Context>;
}

export function useEdits(): Edits {
  const edits = useContext(Context);
  if (edits === null) throw new Error('useEdits: there is no <Desk> above this component');
  return edits;
}
