/** diagram-js' `translate` service, with bpmn-js-i18n's Chinese file under our own dictionary. */
import community from 'bpmn-js-i18n/translations/zn.js';
import { canvas } from './zh-canvas.ts';
import { decisions } from './zh-decisions.ts';
import { importing } from './zh-import.ts';
import { lint, lintPatterns } from './zh-lint.ts';
import { panel } from './zh-panel.ts';
import { templates } from './zh-templates.ts';
import { types } from './zh-types.ts';

export type Language = 'zh' | 'en';

export const zh: Record<string, string> = {
  ...community,
  ...decisions,
  ...types,
  ...panel,
  ...templates,
  ...lint,
  ...importing,
  ...canvas,
};

type Replacements = Record<string, string>;

/** The translate function for a language; `onMissing` hears each English string that has no Chinese (for the harness). */
export function createTranslate(language: Language, onMissing?: (template: string) => void) {
  return (template: string, replacements: Replacements = {}): string => {
    const found = language === 'zh' ? chinese(template) : template;
    if (language === 'zh' && found === undefined && /[A-Za-z]{2}/.test(template)) onMissing?.(template);
    return (found ?? template).replace(/{([^}]+)}/g, (_, key: string) => replacements[key] ?? `{${key}}`);
  };
}

function chinese(template: string): string | undefined {
  const found = Object.hasOwn(zh, template) ? zh[template] : undefined;
  if (found !== undefined || /[\u4e00-\u9fff]/.test(template)) return found ?? template;
  for (const [pattern, text] of lintPatterns)
    if (pattern.test(template)) return template.replace(pattern, text);
  return undefined;
}
