/** How Kith looks here: theme and language. */
import { useReadable } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { appearance, choose, languages, themes } from '../../appearance/appearance.ts';
import { languageNames } from '../../appearance/language-names.ts';
import { Choice } from '../../ui/choice.tsx';
import { Group } from './group.tsx';

export function AppearanceGroup() {
  const t = useTranslations('settings.appearance');
  const { theme, language } = useReadable(appearance, appearance.get());
  return (
    <Group title={t('title')} holds="here">
      <Choice
        legend={t('theme')}
        options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
        value={theme}
        onChoose={(value) => choose({ theme: value })}
      />
      <Choice
        legend={t('language')}
        options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        value={language}
        onChoose={(value) => choose({ language: value })}
      />
    </Group>
  );
}
