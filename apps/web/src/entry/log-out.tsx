/** Logging out, with a question first where something would be lost. */
import { useKith, useStatus } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { isPasswordless } from './passwordless.ts';

/** `device`: the id of the one that is logged in. */
export function LogOut({ device }: { readonly device: string }) {
  const t = useTranslations('entry.logOut');
  const kith = useKith();
  const pending = useStatus((it) => it.pending);
  const [isAsking, setIsAsking] = useState(false);
  const isForGood = isPasswordless(device);
  const logOut = () => void kith.logout();
  return (
    <>
      <Button onClick={() => (pending > 0 || isForGood ? setIsAsking(true) : logOut())}>{t('do')}</Button>
      {isAsking && (
        <Dialog
          title={t('title')}
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
          {pending > 0 && <p>{t('pending', { count: pending })}</p>}
          {isForGood && <p>{t('forGood')}</p>}
        </Dialog>
      )}
    </>
  );
}
