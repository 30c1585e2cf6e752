/** Runs that failed once, kept: seed and path as fast-check prints them, and what was wrong. */
export interface Kept {
  seed: number;
  path: string;
  was: string;
}

export const KEPT: Kept[] = [];
