/** Devices that could not be signed out, each with its reason. */
import { useTranslations } from 'use-intl/react';
import { Message } from '../../ui/message.tsx';
import type { Failure } from './sign-out.ts';

export function Failures({ failures }: { readonly failures: readonly Failure[] }) {
  const t = useTranslations('devices.signOut');
  if (failures.length === 0) return null;
  return (
    <Message tone="bad">
      <p>{t('failed', { count: failures.length })}</p>
      <ul className="list-disc pl-5">
        {failures.map(({ device, text }) => (
          <li key={device.id} className="break-words">
            <bdi className="font-medium">{device.label}</bdi>: {text}
          </li>
        ))}
      </ul>
    </Message>
  );
}
