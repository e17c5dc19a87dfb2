/** The new device: it gives a code, shows a number, and learns how the other device answered. */
import type { User } from '@kith/client';
import { useDevice, useLink } from '@kith/client/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { type Carried, carried, carry, putDown } from '../../entry/carried.ts';
import { useLeft } from '../../entry/left-user.ts';
import { Page } from '../../shell/page.tsx';
import { CodeForm, isWrongCode } from './code-form.tsx';
import { Joined } from './joined.tsx';
import { NumberShown } from './number-shown.tsx';
import { TurnedAway } from './turned-away.tsx';

export function NewSide({ user }: { readonly user: User | null }) {
  const t = useTranslations('link.new');
  const { attempt, secondsLeft, busy, error, redeem, cancel } = useLink();
  // Whoever left a user here came to be let in again.
  const left = useLeft(useDevice()?.id ?? '');
  const [given, setGiven] = useState(() => carried() ?? { handle: left?.user.handle ?? '', code: '' });
  const [isAgain, setIsAgain] = useState(false);
  const ask = (it: Carried) => {
    setGiven(it);
    carry(it);
    void redeem(it);
  };
  // Who came by a QR code has said all there is to say.
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) return;
    isFirst.current = false;
    if (given.code !== '' && attempt === null && user === null) void redeem(given);
  }, [given, attempt, user, redeem]);
  const end = attempt === null || attempt.state === 'waiting' ? null : attempt.state;
  const isOver = end !== null || isWrongCode(error);
  useEffect(() => {
    if (isOver) putDown();
  }, [isOver]);
  const again = () => {
    cancel();
    putDown();
    setGiven({ handle: attempt?.user.handle ?? '', code: '' });
    setIsAgain(true);
  };

  // Each step is a page of its own: nothing of one moves to its place in another.
  if (user !== null) {
    return (
      <Page key="joined" title={t('joinedTitle')} width="narrow">
        <Joined user={user} />
      </Page>
    );
  }
  if (attempt === null) {
    return (
      <Page key="code" title={t('title')} lead={t('lead')} width="narrow">
        <CodeForm given={given} isAgain={isAgain} isBusy={busy === 'redeem'} error={error} onAsk={ask} />
      </Page>
    );
  }
  const { handle } = attempt.user;
  return (
    <Page key="number" title={t('title')} width="narrow">
      {attempt.state === 'waiting' || attempt.state === 'approved' ? (
        <NumberShown number={attempt.number} handle={handle} secondsLeft={secondsLeft} onCancel={again} />
      ) : (
        <TurnedAway end={attempt.state} handle={handle} onAgain={again} />
      )}
    </Page>
  );
}
