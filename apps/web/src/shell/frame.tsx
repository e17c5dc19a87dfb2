/** The frame around every page: rail or tabs, the bar with who one is and how things stand, and the page itself. */
import { useDevice, useUser } from '@kith/client/react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl/react';
import { Link } from 'wouter';
import { Arrivals } from './arrivals.tsx';
import { Happenings } from './happenings.tsx';
import { KeptHere } from './kept-here.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Navigation } from './navigation.tsx';
import { useKeptPresence } from './own-presence.ts';
import { StatusChip } from './status-chip.tsx';
import { SwitchKey } from './switcher/switch-key.tsx';

/** Its measures are the same for everybody: a page stays where it is when a device comes or goes. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('shell');
  const isIn = useDevice() !== null;
  const hasUser = useUser() !== null;
  useKeptPresence();
  return (
    <div className="min-h-dvh pt-21 pb-16 md:pt-14 md:pb-0 md:pl-22">
      <a
        href="#main"
        className="sr-only rounded-lg bg-accent text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-40 focus:px-4 focus:py-3"
      >
        {t('skip')}
      </a>
      <header className="fixed inset-x-0 top-0 z-20 flex flex-wrap items-center gap-x-4 border-b border-line bg-card px-4 sm:px-6 md:pl-0">
        <div className="flex h-12 min-w-0 flex-1 items-center gap-3 md:h-14">
          <Link
            href="/"
            className="flex min-h-10 shrink-0 items-center gap-2 font-semibold md:w-22 md:justify-center"
          >
            <img src="/icon.svg" alt="" width="24" height="24" />
            Kith
          </Link>
          {isIn && <WhoAmI />}
        </div>
        {isIn ? <StatusChip /> : <LanguageSwitch />}
      </header>
      {isIn && <Navigation />}
      <main id="main" tabIndex={-1} className="px-4 py-6 outline-none sm:px-6">
        {children}
      </main>
      <Happenings />
      {isIn && <KeptHere />}
      {hasUser && <Arrivals />}
      {hasUser && <SwitchKey />}
    </div>
  );
}

function WhoAmI() {
  const t = useTranslations('shell');
  const device = useDevice();
  const user = useUser();
  if (device === null) return null;
  return (
    <p className="min-w-0 flex-1 text-right text-sm leading-tight md:text-left">
      <span className="sr-only">{t('you')} </span>
      {/* Its line is kept while nobody knows yet whether there is a user: nothing may jump. */}
      <bdi className="line-clamp-1 min-h-[1lh] font-medium" title={user?.handle}>
        {user?.displayName ?? user?.handle}
      </bdi>
      <bdi className="line-clamp-1 text-soft" title={device.name}>
        {device.name}
      </bdi>
    </p>
  );
}
