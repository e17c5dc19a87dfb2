/** Taking this very device away: out of its user, or for good. Says what that does before it is done. */
import type { Device } from '@kith/client';
import { useKith, useUser } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { leaveUser } from '../../entry/left-user.ts';
import { useNotify } from '../../shell/notices.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';

export interface LeaveDialogProps {
  /** `disjoin`: it stays registered. `signOut`: it is nobody from then on. */
  readonly how: 'disjoin' | 'signOut';
  readonly device: Device;
  /** Nobody gets into the user by another device. */
  readonly isOnly: boolean;
  readonly onClose: () => void;
}

export function LeaveDialog({ how, device, isOnly, onClose }: LeaveDialogProps) {
  const t = useTranslations(`devices.own.${how}Dialog`);
  const own = useTranslations('devices.own');
  const kith = useKith();
  const user = useUser();
  const notify = useNotify();
  const textOf = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const handle = () => <bdi className="font-medium">{user?.handle}</bdi>;
  const leave = async () => {
    setIsBusy(true);
    setError(null);
    try {
      if (how === 'signOut') await kith.devices.revoke(device.id);
      else {
        if (user !== null) await leaveUser(kith, { device: device.id, user, wasLast: isOnly });
        notify({ text: own.rich('disjoined', { user: handle }), forMs: 8000 });
      }
    } catch (failure) {
      setError(textOf(failure));
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{own('cancel')}</Button>
          <Button tone="danger" busy={isBusy} onClick={() => void leave()}>
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
