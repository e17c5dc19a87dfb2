/** Logging in by name and password. */
import { useKith } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useSubmission } from '../../entry/submission.ts';
import { SubmitRow } from '../../entry/submit-row.tsx';
import { Card } from '../../ui/card.tsx';
import type { Enter } from './enter.ts';
import { isFilled, KnownDeviceFields, nobodyKnown } from './known-device-fields.tsx';

export function AnotherDevice({ enter }: { readonly enter: Enter }) {
  return (
    <Card>
      <NamedLogin enter={enter} />
    </Card>
  );
}

/** `autoFocus`: somebody just asked for this form. */
export function NamedLogin({
  enter,
  autoFocus = false,
}: {
  readonly enter: Enter;
  readonly autoFocus?: boolean;
}) {
  const t = useTranslations('login');
  const kith = useKith();
  const [known, setKnown] = useState(nobodyKnown);
  const submission = useSubmission({
    isFine: isFilled(known),
    act: () =>
      enter(async () => {
        await kith.login({ device: known.device.trim(), password: known.secret });
        return true;
      }),
  });
  return (
    <form {...submission.form} className="space-y-4">
      <KnownDeviceFields
        known={known}
        onChange={setKnown}
        wasTried={submission.wasTried}
        autoFocus={autoFocus}
      />
      <SubmitRow
        submission={submission}
        label={t('login')}
        busyLabel={t('loggingIn')}
        errorText={(code) => (code === 'unauthenticated' ? t('wrong') : undefined)}
      />
    </form>
  );
}
