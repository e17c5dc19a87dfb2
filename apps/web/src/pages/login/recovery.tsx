/** Coming back into a user by a recovery code, with this device, or with one that is registered for it. */
import { useDevice, useKith, useStatus, useUser } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import type { RecoveryLink } from '../../entry/fragment.ts';
import { InviteField } from '../../entry/invite-field.tsx';
import { isFine, newDevice, register } from '../../entry/new-device.ts';
import { NewDeviceFields } from '../../entry/new-device-fields.tsx';
import { useSubmission } from '../../entry/submission.ts';
import { SubmitRow } from '../../entry/submit-row.tsx';
import { foldedHandle, handleFault } from '../../shell/names.ts';
import { useServerFacts } from '../../shell/server-facts.ts';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Message } from '../../ui/message.tsx';
import { type Comer, ComerChoice } from './comer-choice.tsx';
import type { Enter } from './enter.ts';
import { KeepChoice } from './keep-choice.tsx';
import { isFilled, KnownDeviceFields, nobodyKnown } from './known-device-fields.tsx';

export interface RecoveryProps {
  /** From the operator's link. */
  readonly link: RecoveryLink | null;
  readonly enter: Enter;
}

export function Recovery({ link, enter }: RecoveryProps) {
  const t = useTranslations('login.code');
  const kith = useKith();
  const isOut = useStatus((it) => it.name === 'signed-out');
  const device = useDevice();
  const user = useUser();
  const here = isOut ? null : device;
  const [handle, setHandle] = useState(link?.handle ?? '');
  const [code, setCode] = useState(link?.code ?? '');
  const [keepDevices, setKeepDevices] = useState(false);
  const [chosen, setChosen] = useState<Exclude<Comer, 'here'>>('new');
  const [fresh, setFresh] = useState(() => newDevice(navigator.userAgent));
  const [known, setKnown] = useState(nobodyKnown);
  const [invite, setInvite] = useState('');
  const facts = useServerFacts();
  const registration = typeof facts === 'string' ? facts : facts.registration;
  const isWelcome = registration !== 'closed';
  const comer: Comer = here !== null ? 'here' : isWelcome ? chosen : 'known';
  const isUninvited = registration === 'invite' && invite.trim() === '';
  const handleWrong = handleFault(handle);
  const hasCode = code.trim() !== '';
  const isComerFine = {
    here: true,
    new: isFine(fresh) && !isUninvited,
    known: isFilled(known),
  }[comer];
  const recover = async () => {
    // A new device stays registered when the code is wrong: the next try is then with the device that is here.
    if (comer === 'new') await register(kith, fresh, invite);
    const which = comer === 'known' ? { device: known.device.trim(), secret: known.secret } : ownDevice();
    await kith.recover({ handle: foldedHandle(handle), code: code.trim(), keepDevices, ...which });
    return true;
  };
  const ownDevice = () => ({ device: kith.device.get()?.id ?? '' });
  const submission = useSubmission({
    isFine: handleWrong === undefined && hasCode && isComerFine,
    act: () => enter(recover),
  });
  const { wasTried, error } = submission;
  const isTurnedAway = error?.code === 'registration-closed';
  if (here !== null && user !== null && !submission.isBusy)
    return <HasUser name={user.displayName ?? user.handle} />;
  return (
    <Card>
      <form {...submission.form} className="space-y-5">
        {link !== null && (
          <Message tone="good">
            <p>{t('fromLink')}</p>
          </Message>
        )}
        <Field
          label={t('handle')}
          name="handle"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={handle}
          onChange={({ target }) => setHandle(target.value)}
          error={wasTried && handleWrong !== undefined ? t('handleMissing') : undefined}
        />
        <Field
          label={t('code')}
          name="code"
          className="[&_input]:font-mono"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          required
          maxLength={64}
          value={code}
          onChange={({ target }) => setCode(target.value)}
          hint={t('codeHint')}
          error={wasTried && !hasCode ? t('codeMissing') : undefined}
        />
        <ComerChoice comer={comer} here={here?.name ?? ''} isNewWelcome={isWelcome} onChange={setChosen} />
        {comer === 'new' && registration === 'invite' && (
          <InviteField
            invite={invite}
            onChange={setInvite}
            isRequired
            fault={wasTried && isUninvited ? 'missing' : isTurnedAway ? 'refused' : null}
          />
        )}
        {comer === 'new' && <NewDeviceFields device={fresh} onChange={setFresh} submission={submission} />}
        {comer === 'known' && <KnownDeviceFields known={known} onChange={setKnown} wasTried={wasTried} />}
        <KeepChoice keeps={keepDevices} onChange={setKeepDevices} />
        <SubmitRow
          submission={submission}
          label={t('recover')}
          busyLabel={t('recovering')}
          errorText={(refused) => {
            if (refused === 'name-taken') return null;
            if (refused === 'registration-closed' && registration === 'invite') return null;
            return refused === 'unauthenticated' ? t('wrong') : undefined;
          }}
        />
      </form>
    </Card>
  );
}

/** A device is in one user at most. */
function HasUser({ name }: { readonly name: string }) {
  const t = useTranslations('login.code');
  return (
    <Message tone="warn">
      <p>{t.rich('hasUser', { name: () => <bdi className="font-medium">{name}</bdi> })}</p>
    </Message>
  );
}
