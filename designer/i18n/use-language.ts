import { useEffect, useMemo, useState } from 'react';
import { type I18n, type Language, savedLanguage, saveLanguage, translator } from './index.ts';

/** The language of a page as this browser remembers it. `load`: reads what must be there before the page speaks it. */
export function useLanguage(load?: (language: Language) => Promise<void>): I18n {
  const [language, setLanguage] = useState<Language>(savedLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return useMemo(
    () => ({
      language,
      t: translator(language),
      setLanguage: async (next: Language) => {
        await load?.(next);
        saveLanguage(next);
        setLanguage(next);
      },
    }),
    [language, load],
  );
}
