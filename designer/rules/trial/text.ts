/** The texts of what is tried before it is published: results of rounds, what-if, back-test, comparison. */
import { featureText } from '../../i18n/feature.ts';
import { en } from './en.ts';

export const useText = featureText(en);
export type Text = keyof typeof en;
export type Translate = ReturnType<typeof useText>;
