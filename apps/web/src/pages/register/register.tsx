/** Registering this device, and then the choice of its user. */
import { useDevice, useStatus } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Redirect } from 'wouter';
import { carried } from '../../entry/carried.ts';
import { useFragment } from '../../entry/fragment.ts';
import { carriedInvite } from '../../entry/join-token.ts';
import { leadsToLink } from '../../entry/next.ts';
import { useNext } from '../../entry/use-next.ts';
import { Page } from '../../shell/page.tsx';
import { useServerFacts } from '../../shell/server-facts.ts';
import { PageSkeleton } from '../../shell/skeleton.tsx';
import { Message } from '../../ui/message.tsx';
import { Closed } from './closed.tsx';
import { DeviceForm } from './device-form.tsx';
import { Registered } from './registered.tsx';

export default function Register() {
  const t = useTranslations('register');
  const given = useFragment('invite');
  const next = useNext();
  const [link] = useState(carried);
  const [isInvited] = useState(() => carriedInvite() !== null);
  // Whoever is on the way to join with a code is invited by it.
  const invite = given ?? (link !== null && leadsToLink(next) ? `${link.handle}.${link.code}` : null);
  const facts = useServerFacts();
  const device = useDevice();
  const status = useStatus((it) => it.name);
  const [made, setMade] = useState(false);
  const [isAnother, setIsAnother] = useState(false);
  const registration = typeof facts === 'string' ? facts : facts.registration;
  // What it asks for decides what the form has: fields that came in later would move the others.
  if (status === 'starting' || registration === 'asking') return <PageSkeleton />;
  if (device !== null && status !== 'signed-out' && (made || !isAnother)) {
    // Whoever came to join is led on to where the code is entered.
    if (made && leadsToLink(next)) return <Redirect href={next} replace />;
    return <Registered device={device} isNew={made} next={next} onAnother={() => setIsAnother(true)} />;
  }
  if (registration === 'closed') return <Closed />;
  return (
    <Page title={t('title')} lead={t('lead')} width="narrow" step="device">
      {isInvited && (
        <Message tone="good">
          <p>{t('invited')}</p>
        </Message>
      )}
      <DeviceForm registration={registration} invite={invite} next={next} onMade={() => setMade(true)} />
    </Page>
  );
}
