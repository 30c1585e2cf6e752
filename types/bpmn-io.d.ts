/** The packages of bpmn.io that ship no types of their own: only what the designer uses of them. */

declare module 'bpmn-js-properties-panel' {
  import type { ModuleDeclaration } from 'didi';
  export const BpmnPropertiesPanelModule: ModuleDeclaration;
  export const BpmnPropertiesProviderModule: ModuleDeclaration;
  export const ZeebePropertiesProviderModule: ModuleDeclaration;
  export const ZeebeTooltipProvider: Record<string, (element: unknown) => unknown>;
}

declare module 'bpmn-js-element-templates' {
  import type { ModuleDeclaration } from 'didi';
  export const CloudElementTemplatesCoreModule: ModuleDeclaration;
  export const CloudElementTemplatesPropertiesProviderModule: ModuleDeclaration;
}

declare module 'bpmn-js-element-templates/core' {
  import type { ModuleDeclaration } from 'didi';
  export const CloudElementTemplatesCoreModule: ModuleDeclaration;
}

declare module 'bpmn-js-bpmnlint' {
  import type { ModuleDeclaration } from 'didi';

  const lintModule: ModuleDeclaration;
  export default lintModule;
}

declare module 'diagram-js-minimap' {
  import type { ModuleDeclaration } from 'didi';

  const minimapModule: ModuleDeclaration;
  export default minimapModule;
}

declare module 'camunda-bpmn-js-behaviors/lib/camunda-cloud' {
  import type { ModuleDeclaration } from 'didi';

  const behaviors: ModuleDeclaration & { __init__: string[] };
  export default behaviors;
}

declare module 'bpmn-js-i18n/translations/zn.js' {
  const translations: Record<string, string>;
  export default translations;
}

declare module 'zeebe-bpmn-moddle/resources/zeebe.json' {
  const descriptor: object;
  export default descriptor;
}

declare module 'bpmnlint/rules/*.js' {
  const factory: import('../designer/modeler/lint/rule.ts').RuleFactory;
  export default factory;
}

declare module 'bpmnlint' {
  interface LinterReport {
    id: string;
    message: string;
    category: string;
    [extra: string]: unknown;
  }
  export class Linter {
    constructor(options: { config: object; resolver: object });
    lint(root: unknown): Promise<Record<string, LinterReport[]>>;
  }
}

declare module 'dmn-js/lib/Modeler' {
  export default class DmnModeler {
    constructor(options: object);
    importXML(xml: string, options?: { open: boolean }): Promise<{ warnings: unknown[] }>;
    getViews(): object[];
    getActiveView(): { element: { id: string } } | undefined;
    saveXML(options?: { format?: boolean }): Promise<{ xml: string }>;
    open(view: object): Promise<unknown>;
    // biome-ignore lint/suspicious/noExplicitAny: each event has a shape of its own
    on(event: string, listener: (event: any) => void): void;
    destroy(): void;
  }
}
