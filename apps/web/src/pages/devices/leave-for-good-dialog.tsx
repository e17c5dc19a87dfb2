/** Signing this very device out for good. Says what that does before it is done. */
import type { Device } from '@kith/client';
import { useKith, useUser } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';

export interface LeaveForGoodDialogProps {
  readonly device: Device;
  /** Nobody gets into the user by another device. */
  readonly isOnly: boolean;
  readonly onClose: () => void;
}

export function LeaveForGoodDialog({ device, isOnly, onClose }: LeaveForGoodDialogProps) {
  const t = useTranslations('devices.own.signOutDialog');
  const own = useTranslations('devices.own');
  const kith = useKith();
  const user = useUser();
  const textOf = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const handle = () => <bdi className="font-medium">{user?.handle}</bdi>;
  const leave = () => {
    setIsBusy(true);
    setError(null);
    kith.devices.revoke(device.id).catch((failure: unknown) => {
      setError(textOf(failure));
      setIsBusy(false);
    });
  };
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{own('cancel')}</Button>
          <Button tone="danger" busy={isBusy} onClick={leave}>
            {t('do')}
          </Button>
        </>
      }
    >
      <p>{t.rich('effect', { user: handle })}</p>
      {isOnly && (
        <Message tone="warn">
          <p>{own.rich('last', { user: handle })}</p>
        </Message>
      )}
      {error !== null && (
        <Message tone="bad">
          <p>{error}</p>
        </Message>
      )}
    </Dialog>
  );
}
