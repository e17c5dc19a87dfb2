/** Asks before other devices are signed out: which, and what that does to them. */
import type { Device } from '@kith/client';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface SignOutDialogProps {
  readonly devices: readonly Device[];
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

const namesMax = 5;

export function SignOutDialog({ devices, onClose, onConfirm }: SignOutDialogProps) {
  const t = useTranslations('devices.signOut');
  const count = devices.length;
  const [first] = devices;
  if (first === undefined) return null;
  return (
    <Dialog
      title={t('title', { count })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="danger" onClick={onConfirm}>
            {t('do', { count })}
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-0.5 pl-5">
        {devices.slice(0, namesMax).map(({ id, label }) => (
          <li key={id} className="break-words">
            <bdi className="font-medium">{label}</bdi>
          </li>
        ))}
        {count > namesMax && <li>{t('more', { count: count - namesMax })}</li>}
      </ul>
      <p>{t('effect', { count })}</p>
    </Dialog>
  );
}
