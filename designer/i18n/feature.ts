import { useMemo } from 'react';
import { useI18n } from './index.ts';

export type FeatureTranslate<T extends string> = (
  text: T,
  values?: Record<string, string | number>,
) => string;

/** The texts of a part of the application: Chinese in the components, English in its `en.ts`, loaded with its pages. */
export function featureText<T extends string>(en: Readonly<Record<T, string>>): () => FeatureTranslate<T> {
  return () => {
    const { language } = useI18n();
    return useMemo<FeatureTranslate<T>>(
      () => (text, values) => {
        const sentence: string = language === 'en' ? en[text] : text;
        return values
          ? sentence.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all))
          : sentence;
      },
      [language],
    );
  };
}
