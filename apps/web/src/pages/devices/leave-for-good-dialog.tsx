/** Signing this very device out for good. Says what that does before it is done. */
import type { Device } from '@kith/client';
import { useKith, useUser } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { useAction } from '../../shell/action.ts';
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
  const { run, isBusy, error } = useAction(() => kith.devices.revoke(device.id));
  const handle = () => <bdi className="font-medium">{user?.handle}</bdi>;
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{own('cancel')}</Button>
          <Button tone="danger" busy={isBusy} onClick={() => void run()}>
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
          <p>{textOf(error)}</p>
        </Message>
      )}
    </Dialog>
  );
}
