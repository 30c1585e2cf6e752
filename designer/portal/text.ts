/** The texts of the public page. */
import { featureText } from '../i18n/feature.ts';
import { en } from './en.ts';

export const useText = featureText(en);
