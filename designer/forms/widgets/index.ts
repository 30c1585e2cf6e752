import type { RegistryWidgetsType } from '@rjsf/utils';
import { Files } from './Files.tsx';
import { DateInput, Money, TextArea } from './inputs.tsx';
import { lookups } from './Lookup.tsx';

/** Widgets of our own by the names that `render-schema.ts` gives. */
export const widgets: RegistryWidgetsType = {
  ...lookups,
  'jd-files': Files,
  'jd-date': DateInput,
  'jd-textarea': TextArea,
  'jd-money': Money,
};
