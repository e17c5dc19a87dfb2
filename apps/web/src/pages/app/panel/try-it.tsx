/** How to see it move: a second window here, and the address for a phone. */
import { useTranslations } from 'use-intl/react';
import { OnlyHere } from '../../../shell/only-here.tsx';
import { isOnlyHere } from '../../../shell/reach.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Qr } from '../../../ui/qr.tsx';
import { Section } from './section.tsx';

export function TryIt() {
  const t = useTranslations('app.try');
  const address = `${location.origin}/app`;
  return (
    <Section title={t('title')}>
      <div className="space-y-3 text-sm">
        <div className="space-y-2">
          <ButtonLink href="/app" isNewTab>
            {t('window')}
          </ButtonLink>
          <p className="text-soft">{t('sameDevice')}</p>
        </div>
        <div className="space-y-2 border-t border-line pt-3">
          <h3 className="font-medium">{t('phone')}</h3>
          {isOnlyHere(location.hostname) ? (
            <OnlyHere url={address} />
          ) : (
            <>
              <p className="text-soft">{t('scan')}</p>
              <Qr text={address} label={t('qr', { address })} />
            </>
          )}
          <p className="font-mono text-xs [overflow-wrap:anywhere]">{address}</p>
          <div className="-mx-4">
            <CopyButton text={address} label={t('copy')} />
          </div>
          <p className="text-soft">{t('link')}</p>
        </div>
      </div>
    </Section>
  );
}
