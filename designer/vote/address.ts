/**
 * `/vote` (a code is typed), `/vote/<round>` (open, or a code is typed), `/vote/<round>#<code>` (scanned),
 * `/vote/<round>?receipts` (receipts of a closed round).
 */
export interface VoteAddress {
  round: string | undefined;
  code: string | undefined;
  receipts: boolean;
}

export const receiptsOf = (round: string): string => `/vote/${encodeURIComponent(round)}?receipts`;

/** Reads the address once and takes the code out of it: no later look at the address bar or the history shows it. */
export function readAddress(): VoteAddress {
  const round = /^\/vote\/([^/]+)/.exec(location.pathname)?.[1];
  const code = decodeURIComponent(location.hash.slice(1));
  if (code) history.replaceState(null, '', location.pathname);
  return {
    round: round && decodeURIComponent(round),
    code: code || undefined,
    receipts: location.search === '?receipts',
  };
}
