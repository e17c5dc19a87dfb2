/** What the parts of the page share: the settings and the door for edits. */
import { useKith, useUser } from '@kith/client/react';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTranslations } from 'use-intl/react';
import { keepLostEdits } from '../../shell/lost-edits.ts';
import { SyncedDesk } from '../../synced/desk.tsx';
import { Edits } from '../../synced/edits.ts';
import { app, type Demo, type DemoSettings, defaults } from './demo.ts';
import { useValueText } from './fields/use-value-text.ts';

const Context = createContext<Edits<Demo> | null>(null);

/** What can be taken back outlives the page, and ends with the user: another one's edits are not this one's. */
let kept: { readonly user: string | null; readonly edits: Edits<Demo> } | undefined;

function editsFor(settings: DemoSettings, user: string | null): Edits<Demo> {
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
  const label = useTranslations('app.fields');
  const write = useValueText();
  return (
    <Context value={edits}>
      <SyncedDesk edits={edits} label={label} write={write}>
        {children}
      </SyncedDesk>
    </Context>
  );
}

export function useEdits(): Edits<Demo> {
  const edits = useContext(Context);
  if (edits === null) throw new Error('useEdits: there is no <Desk> above this component');
  return edits;
}
