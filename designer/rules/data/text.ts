/** The texts of the page of evaluation data. */
import { featureText } from '../../i18n/feature.ts';
import { en } from './en.ts';

export const useText = featureText(en);
