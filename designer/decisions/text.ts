/** The texts around dmn-js; its own are translated with those of bpmn-js (modeler/i18n/zh-decisions.ts). */
import { featureText } from '../i18n/feature.ts';
import { en } from './en.ts';

export const useText = featureText(en);
