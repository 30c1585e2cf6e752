/** dmn-moddle ships no declaration for its entry; this is what the reader uses. */
declare module 'dmn-moddle' {
  export class DmnModdle {
    /** Rejects on XML that is not well-formed; `warnings` tell of unknown elements. */
    fromXML(xml: string, type?: string): Promise<{ rootElement: object; warnings: object[] }>;
    toXML(element: object, options?: { format?: boolean }): Promise<{ xml: string }>;
    create(type: string, attributes?: object): object;
  }
}
