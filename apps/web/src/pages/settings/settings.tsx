/** The settings: of the person, which all their devices share, and of this device alone. */
import { useStatus, useUser } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Gate } from '../../shell/gate.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/skeleton.tsx';
import { About } from './about.tsx';
import { AppearanceGroup } from './appearance.tsx';
import { DataGroup } from './data.tsx';
import { Keyboard } from './keyboard.tsx';
import { NoticesGroup } from './notices.tsx';
import { PresenceGroup } from './presence.tsx';
import { PrivacyGroup } from './privacy.tsx';
import { Profile } from './profile.tsx';
import { RecoveryGroup } from './recovery.tsx';
import { ThisDevice } from './this-device.tsx';

export default function SettingsPage() {
  return (
    <Gate needs="device">
      <AllGroups />
    </Gate>
  );
}

function AllGroups() {
  const t = useTranslations('settings');
  const user = useUser();
  const isComing = useStatus(({ name }) => name === 'starting' || name === 'connecting');
  // Groups that came in above the others would move them.
  if (user === null && isComing) return <PageSkeleton />;
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="max-w-3xl space-y-4">
        {user !== null && <Profile user={user} />}
        {user !== null && <NoticesGroup />}
        {user !== null && <PrivacyGroup />}
        <AppearanceGroup />
        {user !== null && <PresenceGroup />}
        <ThisDevice />
        {user !== null && <RecoveryGroup />}
        <DataGroup />
        <Keyboard />
        <About />
      </div>
    </Page>
  );
}
