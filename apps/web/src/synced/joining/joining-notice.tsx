/** A line on every page, for as long as this device brought settings along that its account has otherwise. */
import { useJoining } from '@kith/client/react';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';

/** Few ever see it: its code is fetched when it is opened. */
const JoiningDialog = lazy(() =>
  import('./joining-dialog.tsx').then((it) => ({ default: it.JoiningDialog })),
);

export function JoiningNotice() {
  const t = useTranslations('synced.joining');
  const joining = useJoining();
  const [isOpen, setIsOpen] = useState(false);
  if (joining === null) return null;
  return (
    <>
      <aside
        aria-label={t('title')}
        className="fixed inset-x-4 bottom-20 z-30 mx-auto flex max-w-xl flex-wrap items-center justify-between gap-3 rounded-xl border border-line-strong bg-card px-4 py-3 text-sm shadow-lg md:bottom-6"
      >
        <p className="min-w-0 flex-1 basis-52">{t('open', { count: joining.differing.length })}</p>
        <Button tone="primary" onClick={() => setIsOpen(true)}>
          {t('look')}
        </Button>
      </aside>
      {isOpen && (
        <Suspense>
          <JoiningDialog joining={joining} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
