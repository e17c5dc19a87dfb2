/** The form that registers this device, with an invite where the server asks for one. */
import { useKith } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Link } from 'wouter';
import { InviteField } from '../../entry/invite-field.tsx';
import { isFine, newDevice, register } from '../../entry/new-device.ts';
import { NewDeviceFields } from '../../entry/new-device-fields.tsx';
import { withNext } from '../../entry/next.ts';
import { useSubmission } from '../../entry/submission.ts';
import { SubmitRow } from '../../entry/submit-row.tsx';
import { Card } from '../../ui/card.tsx';

export interface DeviceFormProps {
  /** Where the server does not say, an invite may be given and need not. */
  readonly registration: 'open' | 'invite' | 'unknown';
  /** From the link that led here. */
  readonly invite: string | null;
  readonly next: string | null;
  readonly onMade: () => void;
}

/** What was typed counts until a link brings another invite. */
interface Typed {
  readonly text: string;
  readonly over: string | null;
}

export function DeviceForm({ registration, invite: given, next, onMade }: DeviceFormProps) {
  const t = useTranslations('register');
  const kith = useKith();
  const [device, setDevice] = useState(() => newDevice(navigator.userAgent));
  const [typed, setTyped] = useState<Typed | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const isTyped = typed !== null && typed.over === given;
  const invite = isTyped ? typed.text : (given ?? '');
  const needsInvite = registration === 'invite';
  const isEmpty = invite.trim() === '';
  const isMissing = needsInvite && isEmpty;
  const submission = useSubmission({
    isFine: isFine(device) && !isMissing,
    act: async () => {
      setSent(invite);
      await register(kith, device, registration === 'open' ? '' : invite);
      onMade();
    },
  });
  const { wasTried, error } = submission;
  const isRefused = error?.code === 'registration-closed' && sent === invite;
  const isAsked = isRefused || (wasTried && isMissing);
  const hasField = needsInvite || (registration !== 'open' && (given !== null || isRefused || isTyped));
  return (
    <Card>
      <form {...submission.form} className="space-y-5">
        {hasField && (
          <InviteField
            invite={invite}
            onChange={(text) => setTyped({ text, over: given })}
            isRequired={needsInvite}
            isFromLink={given !== null && !isTyped}
            fault={isRefused && !isEmpty ? 'refused' : isAsked ? 'missing' : null}
          />
        )}
        <NewDeviceFields device={device} onChange={setDevice} submission={submission} />
        <SubmitRow
          submission={submission}
          label={t('register')}
          busyLabel={t('registering')}
          errorText={(code) => {
            if (code === 'name-taken') return null;
            return code === 'registration-closed' && hasField ? null : undefined;
          }}
        />
      </form>
      <p className="mt-5 border-t border-line pt-4 text-sm text-soft">
        {t.rich('login', {
          way: (text) => (
            <Link
              href={withNext('/login', next)}
              className="font-medium text-accent underline underline-offset-2"
            >
              {text}
            </Link>
          ),
        })}
      </p>
    </Card>
  );
}
