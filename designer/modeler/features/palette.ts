/**
 * The palette in an administrator's terms: a step is done by people (人工办理) or by a building block (自动办理). What
 * the engines do not look at (data objects and stores) and pools are left out.
 */
import type { ModuleDeclaration } from 'didi';

type Entries = Record<string, Record<string, unknown>>;

interface Palette {
  registerProvider(priority: number, provider: PaletteProvider): void;
}
interface ElementFactory {
  createShape(attributes: object): unknown;
}
interface Create {
  start(event: Event, shape: unknown): void;
}

const LEFT_OUT = ['create.task', 'create.data-object', 'create.data-store', 'create.participant-expanded'];

class PaletteProvider {
  static $inject = ['palette', 'elementFactory', 'create', 'translate'];

  private readonly elementFactory: ElementFactory;
  private readonly create: Create;
  private readonly translate: (text: string) => string;

  constructor(
    palette: Palette,
    elementFactory: ElementFactory,
    create: Create,
    translate: (text: string) => string,
  ) {
    this.elementFactory = elementFactory;
    this.create = create;
    this.translate = translate;
    palette.registerProvider(500, this);
  }

  getPaletteEntries() {
    return (standard: Entries): Entries => {
      const entries: Entries = {};
      for (const [id, entry] of Object.entries(standard)) {
        if (id === 'create.task') {
          entries['create.user-task'] = this.entry('bpmn:UserTask', 'bpmn-icon-user-task', 'User task');
          entries['create.service-task'] = this.entry(
            'bpmn:ServiceTask',
            'bpmn-icon-service-task',
            'Service task',
          );
        }
        if (!LEFT_OUT.includes(id)) entries[id] = entry;
        if (id === 'create.exclusive-gateway')
          entries['create.parallel-gateway'] = this.entry(
            'bpmn:ParallelGateway',
            'bpmn-icon-gateway-parallel',
            'Parallel gateway',
            'gateway',
          );
      }
      return entries;
    };
  }

  private entry(type: string, className: string, title: string, group = 'activity') {
    const start = (event: Event) => this.create.start(event, this.elementFactory.createShape({ type }));
    return { group, className, title: this.translate(title), action: { dragstart: start, click: start } };
  }
}

export const paletteModule = {
  __init__: ['jianduPalette'],
  jianduPalette: ['type', PaletteProvider],
} as unknown as ModuleDeclaration;
