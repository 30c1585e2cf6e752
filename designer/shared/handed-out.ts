/**
 * The text of an editor that its owner holds: what the editor hands out comes back to it as a property a rendering later, when
 * something else may be shown already. Such an echo must not be opened over what is shown, as news must.
 */
export class HandedOut {
  #shown: string | undefined;
  /** Handed out and not come back yet, oldest first. */
  #echoes: string[] = [];

  /** The editor shows this text, which it has opened. */
  opened(text: string): void {
    this.#shown = text;
  }

  /** Takes what the editor wrote; false when its owner knows it already. */
  handOut(text: string): boolean {
    if (text === this.#shown) return false;
    this.#shown = text;
    this.#echoes.push(text);
    return true;
  }

  /** Whether what its owner gives is to be opened. */
  isNews(text: string): boolean {
    const echo = this.#echoes.indexOf(text);
    // several may come back as one rendering; the owner that gives another text has taken none of them
    this.#echoes = echo < 0 ? [] : this.#echoes.slice(echo + 1);
    return echo < 0 && text !== this.#shown;
  }

  /** Another editor takes the place of the one that had it: it shows nothing yet. */
  forget(): void {
    this.#shown = undefined;
    this.#echoes = [];
  }
}
