/** The texts of the rules pages: Chinese in the components, English in `en.ts`, loaded with the pages and not before. */
import { useMemo } from 'react';
import { useI18n } from '../i18n/index.ts';
import { en } from './en.ts';

export type Text = keyof typeof en;
export type Translate = (text: Text, values?: Record<string, string | number>) => string;

export function useText(): Translate {
  const { language } = useI18n();
  return useMemo<Translate>(
    () => (text, values) => {
      const sentence: string = language === 'en' ? en[text] : text;
      return values
        ? sentence.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all))
        : sentence;
    },
    [language],
  );
}
