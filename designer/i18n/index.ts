/**
 * Two languages: Chinese is written in the pages, and its English stands in `en.ts`. A text without a translation is a
 * type error. `{name}` in a text is replaced by a value.
 */
import { createContext, useContext } from 'react';
import type { en } from './en.ts';

export type Text = keyof typeof en;
export type Language = 'zh-CN' | 'en';
export type Translate = (text: Text, values?: Record<string, string | number>) => string;

const KEY = 'jiandu.language';

export function savedLanguage(): Language {
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN';
}
export function saveLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}

let english: typeof en | undefined;

/** Reads the language's texts: the English ones are not part of the first load. */
export async function loadLanguage(language: Language): Promise<void> {
  if (language === 'en') english ??= (await import('./en.ts')).en;
}

/** A translator for the language, which has been loaded before. */
export function translator(language: Language): Translate {
  return (text, values) => {
    const sentence: string = (language === 'en' && english?.[text]) || text;
    if (!values) return sentence;
    return sentence.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
  };
}

export interface I18n {
  language: Language;
  setLanguage(language: Language): Promise<void>;
  t: Translate;
}
export const I18nContext = createContext<I18n>({
  language: 'zh-CN',
  setLanguage: async () => {},
  t: translator('zh-CN'),
});
export const useI18n = (): I18n => useContext(I18nContext);
export const useT = (): Translate => useContext(I18nContext).t;
