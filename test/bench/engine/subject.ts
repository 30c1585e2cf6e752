/** What is measured on both engines: each runs the same drawings, durably, with its jobs worked in this process. */
import { definitions, process as drawn, end, flows, loop, service, start } from '../../engine/drawings.ts';

export interface Subject {
  name: string;
  /** From the start to the end of an instance, whose variables come back. */
  run(bpmnProcessId: string): Promise<unknown>;
  /** Jobs that were given out a second time. */
  redelivered(): number;
  /** Bytes on disk. */
  bytes(): Promise<number>;
  close(): Promise<void>;
}

export const VARIABLES = { subject: '路灯', n: 1 };
export const LOOP = 1000;

const chain = (id: string, jobs: number) => {
  const ids = Array.from({ length: jobs }, (_, i) => `t${i}`);
  return drawn(
    id,
    start('s'),
    ...ids.map((t) => service(t, 'work')),
    end('e'),
    flows(['s', ...ids, 'e'].join(' ')),
  );
};
const parallel = drawn(
  'loop',
  start('s'),
  service(
    'each',
    'work',
    '',
    loop({ items: `=for i in 1..${LOOP} return i`, element: 'item', into: 'all', output: '=item' }),
  ),
  end('e'),
  flows('s each e'),
);

/** One drawing per resource. */
export const DRAWINGS = [chain('one', 1), chain('ten', 10), parallel].map((p) => definitions(p));
