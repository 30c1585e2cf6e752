/** bpmn-moddle ships no declaration for its entry; this is what the reader uses. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    /** Rejects on XML that is not well-formed; `warnings` tell of unknown elements and dangling references. */
    fromXML(xml: string): Promise<{ rootElement: object; warnings: object[] }>;
    toXML(element: object, options?: { format?: boolean }): Promise<{ xml: string }>;
    create(type: string, attributes?: object): object;
  }
}
