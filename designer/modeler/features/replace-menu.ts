/** The menu 更改类型: building blocks are offered by name; types that no engine here runs are left out. */
import type { ModuleDeclaration } from 'didi';

type Entry = Record<string, unknown>;
type Entries = Record<string, Entry>;

interface Template {
  id: string;
  name: string;
  description?: string;
}
interface ElementTemplates {
  getLatest(element: unknown): Template[];
  get(element: unknown): Template | undefined;
  applyTemplate(element: unknown, template: Template): unknown;
}
interface PopupMenu {
  registerProvider(id: string, priority: number, provider: ReplaceMenuProvider): void;
}

const UNSUPPORTED =
  /transaction|ad-?hoc|complex-gateway|cancel|conditional-(?!flow)|toggle-loop|expanded-pool|collapsed-pool/;

class ReplaceMenuProvider {
  static $inject = ['popupMenu', 'elementTemplates'];

  private readonly templates: ElementTemplates;

  constructor(popupMenu: PopupMenu, elementTemplates: ElementTemplates) {
    this.templates = elementTemplates;
    popupMenu.registerProvider('bpmn-replace', 400, this);
  }

  getPopupMenuEntries(element: unknown) {
    return (standard: Entries): Entries => {
      const kept = Object.entries(standard).filter(([id]) => !UNSUPPORTED.test(id));
      return { ...Object.fromEntries(kept), ...this.blocks(element) };
    };
  }

  getPopupMenuHeaderEntries() {
    return (standard: Entries): Entries =>
      Object.fromEntries(Object.entries(standard).filter(([id]) => !UNSUPPORTED.test(id)));
  }

  private blocks(element: unknown): Entries {
    if (Array.isArray(element)) return {};
    const current = this.templates.get(element)?.id;
    const entries: Entries = {};
    for (const template of this.templates.getLatest(element)) {
      if (template.id === current) continue;
      entries[`block-${template.id}`] = {
        label: template.name,
        description: template.description,
        className: 'bpmn-icon-service-task',
        group: { id: 'blocks', name: '业务模块' },
        action: () => this.templates.applyTemplate(element, template),
      };
    }
    return entries;
  }
}

export const replaceMenuModule = {
  __init__: ['jianduReplaceMenu'],
  jianduReplaceMenu: ['type', ReplaceMenuProvider],
} as unknown as ModuleDeclaration;
