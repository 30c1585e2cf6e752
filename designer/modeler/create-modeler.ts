/// <reference path="../../types/bpmn-io.d.ts" />
/** Puts bpmn-js together for the drawing board: one place that knows which modules are in. */

import BpmnModeler from 'bpmn-js/lib/Modeler';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import lintModule from 'bpmn-js-bpmnlint';
import { CloudElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import minimapModule from 'diagram-js-minimap';
import type { ModuleDeclaration } from 'didi';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import type { ModelerContext } from './context.ts';
import { behaviorsModule } from './features/behaviors.ts';
import { composeModule } from './features/compose.ts';
import { contextPadModule } from './features/context-pad.ts';
import { expertGroupsModule } from './features/expert-groups.ts';
import { paletteModule } from './features/palette.ts';
import { replaceMenuModule } from './features/replace-menu.ts';
import { tooltips } from './i18n/tooltips.ts';
import { createTranslate, type Language } from './i18n/translate.ts';
import { lintConfig } from './lint/index.ts';

export interface ModelerOptions {
  container: HTMLElement;
  context: ModelerContext;
  language: Language;
  readOnly: boolean;
  /** Told each English string without Chinese (the harness collects them). */
  onMissingTranslation?: (text: string) => void;
}

/** A Modeler, or in read-only mode a NavigatedViewer with the same marks and the same services to read from. */
export function createModeler(options: ModelerOptions): BpmnModeler | NavigatedViewer {
  const { container, context, language, readOnly } = options;
  const translateModule: ModuleDeclaration = {
    translate: ['value', createTranslate(language, options.onMissingTranslation)],
  } as unknown as ModuleDeclaration;
  const common = {
    container,
    moddleExtensions: { zeebe },
    linting: { active: true, bpmnlint: lintConfig(context) },
    minimap: { open: false },
  };
  if (readOnly)
    return new NavigatedViewer({
      ...common,
      additionalModules: [translateModule, lintModule, minimapModule],
    });
  return new BpmnModeler({
    ...common,
    elementTemplates: context.elementTemplates,
    propertiesPanel: language === 'zh' ? { tooltip: tooltips } : {},
    additionalModules: [
      translateModule,
      lintModule,
      minimapModule,
      composeModule,
      behaviorsModule,
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      ZeebePropertiesProviderModule,
      CloudElementTemplatesPropertiesProviderModule,
      expertGroupsModule,
      paletteModule,
      contextPadModule,
      replaceMenuModule,
    ],
  } as ConstructorParameters<typeof BpmnModeler>[0]);
}
