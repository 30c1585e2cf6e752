/** An editor's own text that comes back to it, told from news. */
import { beforeEach, describe, expect, it } from 'vitest';
import { HandedOut } from '../../designer/shared/handed-out.ts';

describe('HandedOut', () => {
  let text: HandedOut;
  beforeEach(() => {
    text = new HandedOut();
    text.opened('first');
  });

  it('opens what its owner gives anew, and not what is shown', () => {
    expect(text.isNews('first')).toBe(false);
    expect(text.isNews('other')).toBe(true);
  });

  it('does not open its own text over a file that was opened in between', () => {
    expect(text.handOut('drawn')).toBe(true);
    text.opened('file');
    expect(text.isNews('drawn')).toBe(false);
    // but when the owner gives it once more, it is meant
    expect(text.isNews('drawn')).toBe(true);
  });

  it('passes over an older echo that is rendered after the next text was handed out, or not at all', () => {
    for (const drawn of ['a', 'b', 'c', 'd']) text.handOut(drawn);
    expect(text.isNews('a')).toBe(false);
    expect(text.isNews('c')).toBe(false);
    expect(text.isNews('d')).toBe(false);
    expect(text.isNews('b')).toBe(true);
  });

  it('hands out once, and opens a step back', () => {
    text.handOut('a');
    expect(text.handOut('a')).toBe(false);
    text.isNews('a');
    text.handOut('b');
    text.isNews('b');
    expect(text.isNews('a')).toBe(true);
  });

  it('forgets with the editor: the next one opens whatever it is given', () => {
    text.handOut('a');
    text.forget();
    expect(text.isNews('a')).toBe(true);
  });
});
