/** Where one can go: a rail on wide screens, tabs within reach of the thumb on a phone. */
import { useLinkRequests } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Link, useLocation } from 'wouter';
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
  const here = (pages as Readonly<Record<string, string>>)[path];
  return (
    <nav
      aria-label={t('navigation')}
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-card pb-[env(safe-area-inset-bottom)] md:top-14 md:right-auto md:w-22 md:border-t-0 md:border-r md:pt-2"
    >
      <ul className="grid grid-cols-5 md:grid-cols-1 md:gap-1 md:px-1.5">
        {places.map(({ href, page, Icon }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={here === page ? 'page' : undefined}
              className="relative flex min-h-14 flex-col items-center justify-center gap-0.5 rounded-lg px-0.5 py-1.5 text-xs text-soft hover:bg-sunken aria-[current]:font-semibold aria-[current]:text-accent md:min-h-16"
            >
              <Icon className="size-6" />
              {t(`places.${page}`)}
              {page === 'home' && waiting > 0 && (
                <span className="absolute top-1.5 left-1/2 ml-2 rounded-full bg-bad px-1.5 text-xs font-semibold text-card">
                  <span aria-hidden="true">{waiting}</span>
                  <span className="sr-only">{t('waiting', { count: waiting })}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
