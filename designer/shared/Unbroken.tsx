import { Fragment } from 'react';

const DATE = /(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?)/;

/** A text whose dates are never broken over two lines. */
export function Unbroken({ text }: { text: string }) {
  return text.split(DATE).map((part, i) =>
    // every second part is what the expression caught
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which have nothing else to be known by
      <span key={i} className="jd-nowrap">
        {part}
      </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Fragment key={i}>{part}</Fragment>
    ),
  );
}
