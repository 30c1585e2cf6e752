/** The texts of what the audit log tells. */
import { featureText } from '../i18n/feature.ts';
import { en } from './en.ts';

export type Text = keyof typeof en;
export const useText = featureText(en);
export type Translate = ReturnType<typeof useText>;
