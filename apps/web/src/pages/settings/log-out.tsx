/** Ends the session here; where something is not saved yet, it asks first. */
import { useKith, useStatus } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export function LogOut() {
  const t = useTranslations('settings.device.logOut');
  const kith = useKith();
  const pending = useStatus(({ pending: count }) => count);
  const [isAsking, setIsAsking] = useState(false);
  const logOut = () => void kith.logout();
  return (
    <div className="space-y-2">
      <Button onClick={() => (pending > 0 ? setIsAsking(true) : logOut())}>{t('do')}</Button>
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
          <p>{t('lost', { count: pending })}</p>
        </Dialog>
      )}
    </div>
  );
}
