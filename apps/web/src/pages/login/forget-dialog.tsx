/** Asks before a remembered device is forgotten here. */
import type { RememberedDevice } from '@kith/client';
import { useKith } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { isPasswordless, notePasswordless } from '../../entry/passwordless.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface ForgetDialogProps {
  readonly device: RememberedDevice;
  readonly onClose: (isGone: boolean) => void;
}

export function ForgetDialog({ device, onClose }: ForgetDialogProps) {
  const t = useTranslations('login.forgetting');
  const kith = useKith();
  const [isBusy, setIsBusy] = useState(false);
  const forget = async () => {
    setIsBusy(true);
    await kith.forget(device.id);
    notePasswordless(device.id, false);
    onClose(true);
  };
  return (
    <Dialog
      title={t('title')}
      onClose={() => onClose(false)}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{t('keep')}</Button>
          <Button tone="danger" busy={isBusy} onClick={() => void forget()}>
            {t('forget')}
          </Button>
        </>
      }
    >
      <p>{t.rich('text', { name: () => <bdi className="font-medium break-words">{device.name}</bdi> })}</p>
      {isPasswordless(device.id) && <p className="text-warn">{t('passwordless')}</p>}
    </Dialog>
  );
}
