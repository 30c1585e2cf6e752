/**
 * The open drawing as the panels see it: reading straight from the model, writing only through modeling commands, each
 * `change` being one step of undo.
 */
import type BaseViewer from 'bpmn-js/lib/BaseViewer';
import { COMPOSE } from './features/compose.ts';
import type { ModdleElement } from './moddle.ts';
import { child, children, extension, is } from './moddle.ts';

/** A shape, connection, label or root of diagram-js. */
export interface DiagramElement {
  id: string;
  type: string;
  businessObject: ModdleElement;
  parent?: DiagramElement;
  labelTarget?: DiagramElement;
}

interface Modeling {
  updateProperties(element: DiagramElement, properties: object): void;
  updateModdleProperties(element: DiagramElement, moddle: ModdleElement, properties: object): void;
}

/** Pixels around a drawing that is shown whole. */
const MARGIN = 16;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface BlockTemplate {
  id: string;
  name: string;
}

export class Drawing {
  private readonly viewer: BaseViewer;

  constructor(viewer: BaseViewer) {
    this.viewer = viewer;
  }

  service<Service>(name: string): Service {
    return this.viewer.get(name) as Service;
  }

  get root(): DiagramElement {
    return this.service<{ getRootElement(): DiagramElement }>('canvas').getRootElement();
  }

  element(id: string): DiagramElement | undefined {
    return this.service<{ get(id: string): DiagramElement | undefined }>('elementRegistry').get(id);
  }

  /** The one selected element (a label counts as what it labels), the root for none, undefined for several. */
  get selected(): DiagramElement | undefined {
    const selection = this.service<{ get(): DiagramElement[] }>('selection').get();
    if (selection.length > 1) return undefined;
    const only = selection[0] ?? this.root;
    return only.labelTarget ?? only;
  }

  /** Shows the whole drawing. `left`: pixels that stay free on that side (the palette lies over the canvas). */
  fit(left = 0): void {
    const canvas = this.service<{ viewbox(box?: Box): { inner: Box; outer: Box } }>('canvas');
    const { inner, outer } = canvas.viewbox();
    const [width, height] = [outer.width - left - 2 * MARGIN, outer.height - 2 * MARGIN];
    // a hidden canvas has no size, an empty drawing none either
    if (!(width > 0 && height > 0 && inner.width > 0 && inner.height > 0)) return;
    const scale = Math.min(width / inner.width, height / inner.height, 1);
    canvas.viewbox({
      x: inner.x - (left + MARGIN + (width - inner.width * scale) / 2) / scale,
      y: inner.y - (MARGIN + (height - inner.height * scale) / 2) / scale,
      width: outer.width / scale,
      height: outer.height / scale,
    });
  }

  get definitions(): ModdleElement {
    return (this.viewer as unknown as { getDefinitions(): ModdleElement }).getDefinitions();
  }

  /** Runs several commands as one step of undo. */
  change(run: (modeling: Modeling) => void): void {
    const modeling = this.service<Modeling>('modeling');
    this.service<{ execute(command: string, context: object): void }>('commandStack').execute(COMPOSE, {
      run: () => run(modeling),
    });
  }

  /** A new model element below `parent`, not yet attached to it. */
  create(type: string, properties: object, parent: ModdleElement): ModdleElement {
    const factory = this.service<{ create(type: string, properties: object): ModdleElement }>('bpmnFactory');
    const made = factory.create(type, properties);
    made.$parent = parent;
    return made;
  }

  /** Properties of the element itself, such as name or default flow. */
  set(element: DiagramElement, properties: object): void {
    this.change((modeling) => modeling.updateProperties(element, properties));
  }

  /** Writes an extension element of `owner`: made if missing, changed, or removed when `properties` is undefined. */
  setExtension(
    element: DiagramElement,
    type: string,
    properties: object | undefined,
    owner?: ModdleElement,
  ): void {
    this.change((modeling) => {
      const holder = owner ?? element.businessObject;
      const existing = extension(holder, type);
      if (existing && properties) return modeling.updateModdleProperties(element, existing, properties);
      let extensions = child(holder, 'extensionElements');
      if (!properties) {
        if (!existing || !extensions) return;
        const values = children(extensions, 'values').filter((value) => value !== existing);
        return modeling.updateModdleProperties(element, extensions, { values });
      }
      if (!extensions) {
        extensions = this.create('bpmn:ExtensionElements', { values: [] }, holder);
        modeling.updateModdleProperties(element, holder, { extensionElements: extensions });
      }
      const made = this.create(type, properties, extensions);
      modeling.updateModdleProperties(element, extensions, {
        values: [...children(extensions, 'values'), made],
      });
    });
  }

  /** Every other element's id in the file, to keep ids unique. */
  isFreeId(id: string, except: ModdleElement): boolean {
    const ids = this.service<{ ids?: { assigned(id: string): ModdleElement | false } }>('moddle').ids;
    const holder = ids?.assigned(id);
    return !holder || holder === except;
  }

  /** Adds a root element such as a message to the file. */
  addRoot(element: DiagramElement, type: string, properties: object): ModdleElement {
    const made = this.create(type, properties, this.definitions);
    this.change((modeling) => {
      const rootElements = [...children(this.definitions, 'rootElements'), made];
      modeling.updateModdleProperties(element, this.definitions, { rootElements });
    });
    return made;
  }
}

/** Whether this is the drawing's own process, be it drawn with or without a pool. */
export function processOf(element: DiagramElement): ModdleElement | undefined {
  const object = element.businessObject;
  if (is(object, 'bpmn:Process')) return object;
  return is(object, 'bpmn:Participant') ? child(object, 'processRef') : undefined;
}
