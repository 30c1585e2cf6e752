/**
 * For Vite's `resolve.alias`. bpmn-js' pop-up menus use `htm/preact`; when another Preact is installed at the top, htm
 * takes that one while bpmn-js takes its own, and the menus stay empty. All of bpmn.io gets bpmn-js' Preact.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export function preactAlias(): { find: RegExp; replacement: string }[] {
  const here = createRequire(import.meta.url);
  // diagram-js-ui is for ESM alone, so that require cannot resolve it; its folder stands beside diagram-js'
  const ui = join(dirname(here.resolve('diagram-js/package.json')), '../@bpmn-io/diagram-js-ui/package.json');
  const preact = dirname(createRequire(ui).resolve('preact/package.json'));
  return [{ find: /^preact(?=\/|$)/, replacement: preact }];
}
