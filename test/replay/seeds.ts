/** Runs that failed once, kept: seed and path as fast-check prints them, and what was wrong. */
export interface Kept {
  seed: number;
  path: string;
  was: string;
}

export const KEPT: Kept[] = [
  {
    seed: 580718478,
    path: '56:6:3:3:3:6:6:6:6:9:6:6:7:7:7',
    was: 'a compensation that was interrupted kept the scope around it waiting',
  },
  {
    seed: -1616684086,
    path: '1379:1:2:1:1:1:1:7:6:9:9:9:9:9:9:9:9:9:9:9:9:9:9:9:9:9:9:9:9:9',
    was: 'an inclusive join did not see that a token could come to it through a link',
  },
];
