/** Where one can go: a rail on wide screens, tabs within reach of the thumb on a phone. */
import { useLinkRequests } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Link, useLocation } from 'wouter';
import { useUnreadChats } from '../chats/unread.ts';
import pages from '../pages.json';
import { ChatIcon, DevicesIcon, HomeIcon, SettingsIcon, SlidersIcon } from '../ui/icons.tsx';

const places = [
  { href: '/', page: 'home', Icon: HomeIcon },
  { href: '/chat', page: 'chat', Icon: ChatIcon },
  { href: '/app', page: 'app', Icon: SlidersIcon },
  { href: '/devices', page: 'devices', Icon: DevicesIcon },
  { href: '/settings', page: 'settings', Icon: SettingsIcon },
] as const;

export function Navigation() {
  const t = useTranslations('shell');
  const [path] = useLocation();
  const waiting = useLinkRequests().length;
  const unread = useUnreadChats();
  const here = (pages as Readonly<Record<string, string>>)[path];
  return (
    <nav
      aria-label={t('navigation')}
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-card pb-[env(safe-area-inset-bottom)] md:top-14 md:right-auto md:w-22 md:border-t-0 md:border-r md:pt-2 typing:[body:has([data-open-chat])_&]:hidden"
    >
      <ul className="grid grid-cols-5 md:grid-cols-1 md:gap-1 md:px-1.5">
        {places.map(({ href, page, Icon }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={partOf(here) === page ? 'page' : undefined}
              className="relative flex min-h-14 flex-col items-center justify-center gap-0.5 rounded-lg px-0.5 py-1.5 text-[0.6875rem] tracking-tight text-soft max-[22rem]:px-0 max-[22rem]:text-[0.625rem] max-[22rem]:tracking-tighter sm:text-xs sm:tracking-normal hover:bg-sunken aria-[current]:font-semibold aria-[current]:text-accent md:min-h-16"
            >
              <Icon className="size-6" />
              {t(`places.${page}`)}
              {page === 'home' && <Badge count={waiting} says={t('waiting', { count: waiting })} />}
              {page === 'chat' && <Badge count={unread} says={t('unread', { count: unread })} />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The page that a page without a place of its own belongs to. */
function partOf(page: string | undefined): string | undefined {
  return page === 'inbox' ? 'chat' : page;
}

/** More than this is many. */
const shownMax = 99;

function Badge({ count, says }: { readonly count: number; readonly says: string }) {
  if (count === 0) return null;
  return (
    <span className="absolute top-1.5 left-1/2 ml-2 rounded-full bg-bad px-1.5 text-xs font-semibold text-card">
      <span aria-hidden="true">{count > shownMax ? `${shownMax}+` : count}</span>
      <span className="sr-only">{says}</span>
    </span>
  );
}
