/** A block that cannot do its work as drawn: becomes an incident with this Chinese message, and is not tried again. */
export class BlockError extends Error {
  /** The input that is wrong, if it is one. */
  readonly input: string | undefined;
  constructor(message: string, input?: string) {
    super(message);
    this.name = 'BlockError';
    this.input = input;
  }
}
