/** The texts of the results of evaluations. */
import { featureText } from '../i18n/feature.ts';
import { en } from './en.ts';

export type Text = keyof typeof en;
export const useText = featureText(en);
export type Translate = ReturnType<typeof useText>;

export { MISSING, NO_VALUE, SOURCES } from '../../rules/scheme/words.ts';

/** At most two decimals. */
export const short = (n: number): string => String(Math.round(n * 100) / 100);
/** With its sign, one decimal: +3.2, −0.5. */
export const signed = (n: number): string => {
  const rounded = Math.round(n * 10) / 10;
  return rounded === 0 ? '0' : `${rounded > 0 ? '+' : '−'}${Math.abs(rounded)}`;
};
