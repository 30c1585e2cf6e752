/** Beside a step: append people's work or a building block instead of the undefined task. */
import type { ModuleDeclaration } from 'didi';

type Entries = Record<string, Record<string, unknown>>;

interface ContextPad {
  registerProvider(priority: number, provider: ContextPadProvider): void;
}
interface ElementFactory {
  createShape(attributes: object): unknown;
}
interface AutoPlace {
  append(source: unknown, shape: unknown): void;
}
interface Create {
  start(event: Event, shape: unknown, context: object): void;
}

class ContextPadProvider {
  static $inject = ['contextPad', 'elementFactory', 'autoPlace', 'create', 'translate'];

  private readonly elementFactory: ElementFactory;
  private readonly autoPlace: AutoPlace;
  private readonly create: Create;
  private readonly translate: (text: string) => string;

  constructor(
    contextPad: ContextPad,
    elementFactory: ElementFactory,
    autoPlace: AutoPlace,
    create: Create,
    translate: (text: string) => string,
  ) {
    this.elementFactory = elementFactory;
    this.autoPlace = autoPlace;
    this.create = create;
    this.translate = translate;
    contextPad.registerProvider(500, this);
  }

  getContextPadEntries() {
    return (standard: Entries): Entries => {
      const entries: Entries = {};
      for (const [id, entry] of Object.entries(standard)) {
        if (id !== 'append.append-task') {
          entries[id] = entry;
          continue;
        }
        entries['append.user-task'] = this.entry('bpmn:UserTask', 'bpmn-icon-user-task', 'User task');
        entries['append.service-task'] = this.entry(
          'bpmn:ServiceTask',
          'bpmn-icon-service-task',
          'Service task',
        );
      }
      return entries;
    };
  }

  private entry(type: string, className: string, title: string) {
    const shape = () => this.elementFactory.createShape({ type });
    return {
      group: 'model',
      className,
      title: this.translate(title),
      action: {
        click: (_: Event, element: unknown) => this.autoPlace.append(element, shape()),
        dragstart: (event: Event, element: unknown) => this.create.start(event, shape(), { source: element }),
      },
    };
  }
}

export const contextPadModule = {
  __init__: ['jianduContextPad'],
  jianduContextPad: ['type', ContextPadProvider],
} as unknown as ModuleDeclaration;
