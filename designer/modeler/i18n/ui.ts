/** Our own texts: written in Chinese in the components, with the English beside them in `en.ts`. */
import { en } from './en.ts';
import type { Language } from './translate.ts';

export type Text = (chinese: string, replacements?: Record<string, string | number>) => string;

export function createText(language: Language): Text {
  return (chinese, replacements = {}) => {
    const found = language === 'en' ? (en[chinese] ?? chinese) : chinese;
    return found.replace(/{(\w+)}/g, (whole, key: string) => String(replacements[key] ?? whole));
  };
}
