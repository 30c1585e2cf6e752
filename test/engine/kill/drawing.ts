import * as d from '../drawings.ts';

/** A job, a timer, a job. */
export const XML = d.definitions(
  d.process(
    'p',
    d.start('s') + d.service('a', 'work') + d.catcher('t', d.timer('Duration', 'PT0.2S')),
    d.service('b', 'work') + d.end('e') + d.flows('s a t b e'),
  ),
);
