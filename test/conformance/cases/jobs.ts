/** Jobs: back-off, time-out, errors, and what is refused; incidents of each type. */
import * as d from '../../engine/drawings.ts';
import type { Case } from '../case.ts';
import { simple } from './basics.ts';

const job = (extra = '') => simple(d.start('s') + d.service('t', 't', extra) + d.end('e') + d.flows('s t e'));

export const jobs: Case[] = [
  {
    name: 'job: back-off of two failures, each its own',
    xml: job(),
    steps: [
      { fail: 't', retries: 2, backOff: 60_000 },
      { advance: 'PT2M' },
      { fail: 't', retries: 1, backOff: 3_600_000 },
      { advance: 'PT2M' },
      { none: 't' },
      { advance: 'PT1H' },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED', incidents: '' },
  },
  {
    name: 'job: without retries the back-off does not count, the incident is there at once',
    xml: job(),
    steps: [
      { fail: 't', retries: 0, message: 'no', backOff: 3_600_000 },
      { see: true, incidents: 'JOB_NO_RETRIES@t' },
      { retries: 't', to: 1 },
      { resolve: true },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'job: new retries during the back-off change nothing in it',
    xml: job(),
    steps: [
      { fail: 't', retries: 1, backOff: 3_600_000 },
      { retries: 't', to: 5 },
      { none: 't' },
      { advance: 'PT2H' },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'job: resolved without new retries is refused',
    xml: job(),
    steps: [
      { fail: 't', retries: 0 },
      { resolve: true, rejected: 'NOT_FOUND' },
    ],
    finally: { state: 'ACTIVE', incidents: 'JOB_NO_RETRIES@t' },
  },
  {
    name: 'job: retries are at least one',
    xml: job(),
    steps: [
      { fail: 't', retries: 0 },
      { retries: 't', to: 0, rejected: 'INVALID_ARGUMENT' },
    ],
    finally: { state: 'ACTIVE' },
  },
  {
    name: 'job: cancelled with its incident and its back-off',
    xml: simple(
      d.start('s') +
        d.parallel('f') +
        d.service('t') +
        d.service('u') +
        d.end('e') +
        d.flows('s f t e', 'f u e'),
    ),
    steps: [
      { fail: 't', retries: 0 },
      { fail: 'u', retries: 1, backOff: 60_000 },
      { cancel: true },
      { advance: 'PT2M' },
      { none: 'u' },
    ],
    finally: { state: 'TERMINATED', jobs: 't:CANCELED u:CANCELED', incidents: '' },
  },
  {
    name: 'job: an interruption during its back-off',
    xml: simple(
      d.start('s') +
        d.service('t') +
        d.boundary('b', 't', d.timer('Duration', 'PT1H')) +
        d.end('e') +
        d.end('x'),
      d.flows('s t e', 'b x'),
    ),
    steps: [{ fail: 't', retries: 1, backOff: 7_200_000 }, { advance: 'PT61M' }],
    finally: { state: 'COMPLETED', path: 's b x p', jobs: 't:CANCELED' },
  },
  {
    name: 'job: an interruption in its incident',
    xml: simple(
      d.start('s') +
        d.service('t') +
        d.boundary('b', 't', d.timer('Duration', 'PT1H')) +
        d.end('e') +
        d.end('x'),
      d.flows('s t e', 'b x'),
    ),
    steps: [{ fail: 't', retries: 0 }, { advance: 'PT61M' }],
    finally: { state: 'COMPLETED', path: 's b x p', incidents: '' },
  },
  {
    name: 'job: the error of a job in its local variables',
    xml: d.definitions(
      d.errorRoot('E', 'E1'),
      d.process(
        'p',
        d.start('s') +
          d.service('t', 't', d.mappings([['=1', 'l']])) +
          d.boundary(
            'b',
            't',
            d.error('E'),
            true,
            d.mappings(
              [],
              [
                ['=why', 'got'],
                ['=l', 'l2'],
              ],
            ),
          ) +
          d.end('e') +
          d.end('x') +
          d.flows('s t e', 'b x'),
      ),
    ),
    steps: [{ throws: 't', code: 'E1', variables: { why: 'because' } }],
    finally: { state: 'COMPLETED', path: 's b x p', variables: { got: 'because', l2: null } },
  },
  {
    name: 'incident: an input mapping that fails',
    xml: job(d.mappings([['=assert(x, x != null)', 'y']])),
    steps: [
      { see: true, incidents: 'IO_MAPPING_ERROR@t', jobs: '' },
      { set: 'p', variables: { x: 1 } },
      { resolve: true },
      { complete: 't', sees: { x: 1, y: 1 } },
    ],
    finally: { state: 'COMPLETED', variables: { x: 1 } },
  },
  {
    name: 'incident: an output mapping that fails; the job is not done again',
    xml: job(d.mappings([], [['=assert(x, x != null)', 'y']])),
    steps: [
      { complete: 't', variables: { z: 1 } },
      { see: true, path: 's', incidents: 'IO_MAPPING_ERROR@t', locals: { 't.z': 1 } },
      { none: 't' },
      { set: 'p', variables: { x: 1 } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', variables: { x: 1, y: 1 }, jobs: 't:COMPLETED' },
  },
  {
    name: 'incident: resolved with nothing mended is there again',
    xml: job(d.mappings([['=assert(x, x != null)', 'y']])),
    steps: [{ resolve: true }, { see: true, incidents: 'IO_MAPPING_ERROR@t' }, { cancel: true }],
    finally: { state: 'TERMINATED', incidents: '' },
  },
  {
    name: 'incident: a job type that is no text',
    xml: simple(d.start('s') + d.service('t', '=kind') + d.end('e') + d.flows('s t e')),
    variables: { kind: 1 },
    steps: [
      { see: true, incidents: 'EXTRACT_VALUE_ERROR@t' },
      { set: 'p', variables: { kind: 'x' } },
      { resolve: true },
    ],
    finally: { state: 'ACTIVE', jobs: 't:ACTIVATABLE', incidents: '' },
  },
  {
    name: 'incident: a script that fails, in which an interruption ends it',
    xml: simple(
      d.start('s') +
        d.script('t', '=assert(x, x != null)', 'r') +
        d.boundary('b', 't', d.timer('Duration', 'PT1H')) +
        d.end('e') +
        d.end('x') +
        d.flows('s t e', 'b x'),
    ),
    steps: [
      { see: true, state: 'ACTIVE', path: 's' },
      { advance: 'PT61M' },
      { set: 'p', variables: { x: 1 } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', path: 's t e p' },
  },
  {
    name: 'incident: the called process has no none start event',
    xml: [
      d.definitions(
        d.messageRoot('M', 'm'),
        d.process('q', d.start('s9', d.message('M')) + d.end('e9') + d.flows('s9 e9')),
      ),
      simple(d.start('s') + d.call('c', 'q') + d.end('e') + d.flows('s c e')),
    ],
    steps: [],
    finally: { state: 'ACTIVE', incidents: 'CALLED_ELEMENT_ERROR@c' },
  },
  {
    name: 'incident: the called process id is no text',
    xml: simple(d.start('s') + d.call('c', '=which') + d.end('e') + d.flows('s c e')),
    variables: { which: 1 },
    steps: [],
    finally: { state: 'ACTIVE', incidents: 'EXTRACT_VALUE_ERROR@c' },
  },
  {
    name: 'incident: two at once in two branches, cancelled',
    xml: simple(
      d.start('s') + d.parallel('f') + d.service('t', 't', d.mappings([['=assert(x, x != null)', 'y']])),
      d.exclusive('g') + d.end('e') + d.end('y') + d.flows('s f t e', 'f g') + d.flow('g', 'y', '=false'),
    ),
    steps: [{ see: true, incidents: 'CONDITION_ERROR@g IO_MAPPING_ERROR@t' }, { cancel: true }],
    finally: { state: 'TERMINATED', incidents: '', terminated: 'g t p' },
  },
];
