/**
 * Random structured drawings: sequences of tasks, blocks and scopes, so that it can be told at any moment how many
 * tokens there must be, and that each instance can be finished by doing its jobs.
 */
import fc from 'fast-check';
import * as dmn from '../engine/decision-drawings.ts';
import * as d from '../engine/drawings.ts';

type Side = {
  event: 'timer' | 'cycle' | 'message' | 'error' | 'signal' | 'escalation';
  interrupting: boolean;
};
type Host = { kind: 'service' | 'user' | 'call' | 'undoable' } | Loop | Sub;
type Loop = {
  kind: 'loop';
  sequential: boolean;
  size: number;
  of: 'service' | 'sub' | 'call';
  until: boolean;
};
type Sub = { kind: 'sub'; body: Node[]; handler?: Side | undefined };
export type Node =
  | { kind: 'manual' | 'script' | 'decision' | 'message' | 'receive' | 'timer' | 'choice' }
  | { kind: 'throw' | 'signal' | 'link' | 'escalate' | 'undo' }
  | Host
  | { kind: 'guarded'; host: Host; by: Side }
  | { kind: 'again'; body: Node[] }
  | { kind: 'parallel' | 'exclusive' | 'inclusive'; branches: Node[][] };
export interface Drawing {
  body: Node[];
  handler?: Side | undefined;
}

const side: fc.Arbitrary<Side> = fc.record({
  event: fc.constantFrom('timer', 'cycle', 'message', 'error', 'signal', 'escalation'),
  interrupting: fc.boolean(),
});
const loop: fc.Arbitrary<Loop> = fc.record({
  kind: fc.constant('loop' as const),
  sequential: fc.boolean(),
  size: fc.nat(3),
  of: fc.constantFrom('service', 'sub', 'call'),
  until: fc.boolean(),
});
/** Now and then: an instance with an event sub-process moves to no other drawing. */
const handler = fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: side });
const plain = fc.record({
  kind: fc.constantFrom('service' as const, 'user' as const, 'call' as const, 'undoable' as const),
});

const { body } = fc.letrec<{ node: Node; body: Node[]; sub: Sub; host: Host }>((tie) => ({
  sub: fc.record({ kind: fc.constant('sub' as const), body: tie('body'), handler }),
  host: fc.oneof({ depthSize: 'small', withCrossShrink: true }, plain, loop, tie('sub')),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constantFrom('manual', 'script', 'decision', 'message', 'receive', 'timer', 'choice'),
    }) as fc.Arbitrary<Node>,
    fc.record({
      kind: fc.constantFrom('throw', 'signal', 'link', 'escalate', 'undo'),
    }) as fc.Arbitrary<Node>,
    tie('host'),
    fc.record({ kind: fc.constant('guarded' as const), host: tie('host'), by: side }),
    fc.record({ kind: fc.constant('again' as const), body: tie('body') }),
    fc.record({
      kind: fc.constantFrom('parallel' as const, 'exclusive' as const, 'inclusive' as const),
      branches: fc.array(tie('body'), { minLength: 2, maxLength: 3 }),
    }),
  ),
  body: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
}));

export const drawing: fc.Arbitrary<Drawing> = fc.record({ body, handler });

/** Where the one token of a sequence can be. */
export type Place =
  | { ids: string[] }
  | { block: 'parallel' | 'exclusive' | 'inclusive'; branches: { places: Place[]; joined: string }[] };

export interface Drawn {
  xml: string;
  /** The same drawing under another id, `p2`, for instances to move to. */
  other: string;
  /** What its business rule tasks call. */
  decisions: string;
  /** Element id of each scope → the places of its sequence. */
  scopes: Map<string, Place[]>;
}

/**
 * Events on the side have a message of their own: of two that wait for the same, the older always gets it.
 * Also drawn: `q`, which calls run, and `r`, which a message starts. `n` and `again` pick the way.
 */
export function draw({ body, handler }: Drawing): Drawn {
  const scopes = new Map<string, Place[]>();
  let count = 0;
  const next = (prefix: string) => `${prefix}${count++}`;

  const event = (by: Side): string => {
    switch (by.event) {
      case 'timer':
        return d.timer('Duration', 'PT1H');
      case 'cycle':
        return by.interrupting ? d.timer('Duration', 'PT25M') : d.timer('Cycle', 'R3/PT25M');
      case 'message':
        return d.message('S');
      case 'error':
        return d.error('E');
      case 'signal':
        return d.signal('L');
      case 'escalation':
        return d.escalation('C');
    }
  };
  const interrupts = (by: Side) => by.interrupting || by.event === 'error';

  const scope = (id: string, list: Node[], by?: Side): string => {
    const out: string[] = [];
    const places: Place[] = [{ ids: [`${id}s`, `${id}e`] }];
    const last = sequence(list, `${id}s`, out, places);
    out.push(d.start(`${id}s`) + d.end(`${id}e`) + d.flow(last, `${id}e`, undefined, next('f')));
    if (by) out.push(handle(`${id}h`, by));
    scopes.set(id, places);
    return out.join('');
  };
  const handle = (id: string, by: Side): string => {
    scopes.set(id, [{ ids: [`${id}s`, `${id}w`, `${id}e`] }]);
    return d.eventSub(
      id,
      d.start(`${id}s`, event(by), `isInterrupting="${interrupts(by)}"`),
      d.service(`${id}w`, 'work') + d.end(`${id}e`) + d.flows(`${id}s ${id}w ${id}e`),
    );
  };
  const sequence = (
    list: Node[],
    from: string,
    out: string[],
    places: Place[],
    condition?: string,
  ): string => {
    let last = from;
    let first = condition;
    for (const node of list) {
      const [entry, exit] = one(node, out, places);
      out.push(d.flow(last, entry, first, next('f')));
      first = undefined;
      last = exit;
    }
    return last;
  };
  const host = (node: Host, id: string): string => {
    switch (node.kind) {
      case 'service':
        return d.service(id, 'work');
      case 'user':
        return d.user(id);
      case 'undoable':
        return d.service(id, 'work') + d.compensated(id, `${id}u`);
      case 'call':
        return d.call(id, 'q');
      case 'sub':
        return d.sub(id, scope(id, node.body, node.handler));
      case 'loop': {
        const items = `=[${Array.from({ length: node.size }, (_, i) => i)}]`;
        const each = d.loop({
          sequential: node.sequential,
          items,
          element: 'item',
          into: `out${id}`,
          output: '=item',
          ...(node.until && { until: '=numberOfCompletedInstances >= 2' }),
        });
        if (node.of === 'service') return d.service(id, 'work', '', each);
        if (node.of === 'call')
          return d.call(id, 'q').replace('</bpmn:callActivity>', `${each}</bpmn:callActivity>`);
        return d.sub(id, each, scope(id, [{ kind: 'service' }]));
      }
    }
  };
  const one = (node: Node, out: string[], places: Place[]): [entry: string, exit: string] => {
    const id = next('x');
    const at = (part: string, ...more: string[]): [string, string] => {
      out.push(part);
      places.push({ ids: [id, ...more] });
      return [id, more.at(-1) ?? id];
    };
    switch (node.kind) {
      case 'manual':
        return at(d.manual(id));
      case 'script':
        return at(d.script(id, '=n + 1', 'm'));
      case 'decision':
        return at(
          d.el(
            'businessRuleTask',
            id,
            d.ext('<zeebe:calledDecision decisionId="size" resultVariable="size"/>'),
          ),
        );
      case 'message':
        return at(d.catcher(id, d.message('M')));
      case 'receive':
        return at(d.el('receiveTask', id, '', 'messageRef="M"'));
      case 'timer':
        return at(d.catcher(id, d.timer('Duration', 'PT1H')));
      case 'throw':
        return at(d.thrower(id, d.signal('L')));
      case 'signal':
        return at(d.catcher(id, d.signal('W')));
      case 'link':
        return at(d.thrower(id, d.link(id, id)) + d.catcher(`${id}c`, d.link(id, `${id}c`)), `${id}c`);
      case 'escalate':
        return at(d.thrower(id, d.escalation('C')));
      case 'undo':
        // behind what can be undone, so that something mostly is
        return at(
          host({ kind: 'undoable' }, id) +
            d.thrower(`${id}t`, d.compensation(`${id}t`)) +
            d.flows(`${id} ${id}t`),
          `${id}t`,
        );
      case 'choice':
        return at(
          d.el('eventBasedGateway', id) +
            d.catcher(`${id}t`, d.timer('Duration', 'PT1H')) +
            d.catcher(`${id}c`, d.message('M')) +
            d.exclusive(`${id}m`) +
            d.flows(`${id} ${id}t ${id}m`, `${id} ${id}c ${id}m`),
          `${id}t`,
          `${id}c`,
          `${id}m`,
        );
      case 'guarded': {
        const { host: on } = node;
        const scoped = ['sub', 'call'].includes(on.kind === 'loop' ? on.of : on.kind);
        // out of a task no escalation comes
        const by: Side =
          node.by.event === 'escalation' && !scoped ? { ...node.by, event: 'signal' } : node.by;
        const cancel = interrupts(by);
        const side = [`${id}b`, `${id}w`];
        const to = cancel ? `${id}m` : `${id}z`;
        return at(
          host(on, id) +
            d.boundary(`${id}b`, id, event(by), cancel) +
            d.service(`${id}w`, 'work') +
            (cancel ? '' : d.end(to)) +
            d.exclusive(`${id}m`) +
            d.flows(`${id} ${id}m`, `${id}b ${id}w ${to}`),
          ...(cancel ? side : []),
          `${id}m`,
        );
      }
      case 'again': {
        out.push(d.exclusive(id) + d.exclusive(`${id}g`, `${id}out`) + d.exclusive(`${id}m`));
        const inner: Place[] = [{ ids: [id, `${id}g`, `${id}m`] }];
        const last = sequence(node.body, id, out, inner);
        out.push(
          d.flow(last, `${id}g`, undefined, next('f')) +
            d.flow(`${id}g`, id, '=again = true', next('f')) +
            d.flow(`${id}g`, `${id}m`, undefined, `${id}out`),
        );
        places.push(...inner);
        return [id, `${id}m`];
      }
      case 'parallel':
      case 'exclusive':
      case 'inclusive': {
        const chosen = node.kind !== 'parallel';
        const fallback = next('f');
        const fork = { parallel: d.parallel, exclusive: d.exclusive, inclusive: d.inclusive }[node.kind];
        out.push(fork(id, chosen ? fallback : undefined) + fork(`${id}j`));
        const branches = node.branches.map((branch, i) => {
          const isDefault = chosen && i === node.branches.length - 1;
          const head = `${id}h${i}`;
          const joined = next('f');
          const inner: Place[] = [{ ids: [head] }];
          out.push(d.manual(head));
          const condition = node.kind === 'exclusive' ? `=n = ${i}` : `=n >= ${i}`;
          out.push(
            d.flow(id, head, chosen && !isDefault ? condition : undefined, isDefault ? fallback : next('f')),
          );
          const last = sequence(branch, head, out, inner);
          out.push(d.flow(last, `${id}j`, undefined, joined));
          return { places: inner, joined };
        });
        places.push({ ids: [id, `${id}j`] }, { block: node.kind, branches });
        return [id, `${id}j`];
      }
      default:
        return at(host(node, id));
    }
  };

  const main = d.process('p', scope('p', body, handler));
  scopes.set('p2', scopes.get('p')!);
  scopes.set('q', [{ ids: ['qs', 'qw', 'qe'] }]);
  scopes.set('r', [{ ids: ['rs', 'rw', 're'] }]);
  const called = d.process('q', d.start('qs') + d.service('qw', 'work') + d.end('qe') + d.flows('qs qw qe'));
  const started = d.process(
    'r',
    d.start('rs', d.message('G')) + d.service('rw', 'work') + d.end('re') + d.flows('rs rw re'),
  );
  const roots = [
    d.messageRoot('M', 'm', '="k"'),
    d.messageRoot('S', 'side', '="k"'),
    d.messageRoot('G', 'go'),
    d.errorRoot('E', 'E'),
    d.signalRoot('W', 'awaited'),
    d.signalRoot('L', 'loud'),
    d.escalationRoot('C', 'C'),
  ];
  return {
    xml: d.definitions(...roots, main, called, started),
    other: d.definitions(...roots, main.replace('id="p"', 'id="p2"')),
    // of what is no number nothing comes, which is an incident
    decisions: dmn.dmn(
      dmn.decision('half', dmn.literal('n / 2'), { variable: 'half' }),
      dmn.decision(
        'size',
        dmn.table({
          inputs: ['half'],
          outputs: ['size'],
          rules: [
            ['>= 1', '"big"'],
            ['< 1', '"small"'],
          ],
        }),
        { requires: ['half'] },
      ),
    ),
    scopes,
  };
}
