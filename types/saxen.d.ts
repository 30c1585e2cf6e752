/** The little of saxen that is used. */
declare module 'saxen' {
  export class Parser {
    constructor(options?: { proxy?: boolean });
    // biome-ignore lint/suspicious/noExplicitAny: each event has listeners of its own shape
    on(event: string, listener: (...args: any[]) => void): this;
    parse(xml: string): void;
  }
}
