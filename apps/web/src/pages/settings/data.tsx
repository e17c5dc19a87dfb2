/** What Kith holds: a copy of it as a file, and how to leave nothing on this device, or nowhere. */
import { useDevice, useKith, useRemembered, useStatus, useUser } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { BeforeJoining } from './before-joining.tsx';
import { clearHere } from './clear.ts';
import { DeleteAccount } from './delete-account.tsx';
import { Export } from './export-button.tsx';
import { Group } from './group.tsx';

export function DataGroup() {
  const t = useTranslations('settings.data');
  const user = useUser();
  return (
    <Group title={t('title')}>
      {user !== null && <BeforeJoining />}
      {user !== null && <Export />}
      <Clear />
      {user !== null && <DeleteAccount user={user} />}
    </Group>
  );
}

function Clear() {
  const t = useTranslations('settings.data.clear');
  const kith = useKith();
  const isLive = useStatus(({ name }) => name === 'live');
  const pending = useStatus(({ pending: count }) => count);
  const devices = useRemembered();
  const own = useDevice();
  const [isAsking, setIsAsking] = useState(false);
  const [isClearing, setIsClearing] = useState(false);
  const clear = () => {
    setIsClearing(true);
    void clearHere(kith).finally(() => location.assign('/register'));
  };
  return (
    <div className="space-y-2">
      <p className="text-sm text-soft">{t('text')}</p>
      <Button tone="danger" disabled={!isLive} onClick={() => setIsAsking(true)}>
        {t('do')}
      </Button>
      {!isLive && <p className="text-sm text-soft">{t('offline')}</p>}
      {isAsking && (
        <Dialog
          title={t('ask')}
          onClose={() => setIsAsking(false)}
          actions={
            <>
              <Button onClick={() => setIsAsking(false)}>{t('keep')}</Button>
              <Button tone="danger" busy={isClearing} onClick={clear}>
                {t('do')}
              </Button>
            </>
          }
        >
          <p>{t('effect')}</p>
          <ul className="list-disc space-y-1 pl-5">
            {devices.map(({ id, name }) => (
              <li key={id}>
                <bdi className="font-medium break-words">{name}</bdi> {id === own?.id && t('own')}
              </li>
            ))}
          </ul>
          <p>{t('stays')}</p>
          {pending > 0 && <p className="font-medium text-bad">{t('lost', { count: pending })}</p>}
        </Dialog>
      )}
    </div>
  );
}
