/** Logging out, with a question first where something would be lost. */
import type { RememberedDevice } from '@kith/client';
import { useKith, useStatus } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { isPasswordless } from '../../entry/passwordless.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export function LogOut({ device }: { readonly device: RememberedDevice }) {
  const t = useTranslations('home.logout');
  const kith = useKith();
  const pending = useStatus((it) => it.pending);
  const [isAsking, setIsAsking] = useState(false);
  const isForGood = isPasswordless(device.id);
  const logOut = () => void kith.logout();
  return (
    <div className="flex flex-wrap gap-2 pt-2">
      <Button onClick={() => (pending > 0 || isForGood ? setIsAsking(true) : logOut())}>{t('logOut')}</Button>
      {isAsking && (
        <Dialog
          title={t('title')}
          onClose={() => setIsAsking(false)}
          actions={
            <>
              <Button onClick={() => setIsAsking(false)}>{t('stay')}</Button>
              <Button tone="danger" onClick={logOut}>
                {t('logOut')}
              </Button>
            </>
          }
        >
          {pending > 0 && <p>{t('pending', { count: pending })}</p>}
          {isForGood && <p>{t('forGood')}</p>}
        </Dialog>
      )}
    </div>
  );
}
