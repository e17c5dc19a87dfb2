/** Ends the session here; where something would be lost by it, it asks first. */
import { useKith, useStatus } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { isPasswordless } from '../../entry/passwordless.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export function LogOut({ device }: { readonly device: string }) {
  const t = useTranslations('settings.device.logOut');
  const kith = useKith();
  const pending = useStatus(({ pending: count }) => count);
  const [isAsking, setIsAsking] = useState(false);
  const logOut = () => void kith.logout();
  return (
    <div className="space-y-2">
      <Button onClick={() => (pending > 0 || isPasswordless(device) ? setIsAsking(true) : logOut())}>
        {t('do')}
      </Button>
      <p className="text-sm text-soft">{t('text')}</p>
      {isAsking && (
        <Dialog
          title={t('ask')}
          onClose={() => setIsAsking(false)}
          actions={
            <>
              <Button onClick={() => setIsAsking(false)}>{t('stay')}</Button>
              <Button tone="danger" onClick={logOut}>
                {t('do')}
              </Button>
            </>
          }
        >
          {isPasswordless(device) && <p>{t('forGood')}</p>}
          {pending > 0 && <p>{t('lost', { count: pending })}</p>}
        </Dialog>
      )}
    </div>
  );
}
