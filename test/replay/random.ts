/** Random structured drawings: sequences of tasks and blocks, so that each can be finished by doing its jobs. */
import fc from 'fast-check';
import * as d from '../engine/drawings.ts';

export type Node =
  | { kind: 'service' | 'user' | 'manual' | 'script' | 'message' | 'timer' }
  | { kind: 'guarded'; interrupting: boolean }
  | { kind: 'loop'; sequential: boolean; size: number }
  | { kind: 'parallel' | 'exclusive' | 'inclusive'; branches: Node[][] }
  | { kind: 'sub'; body: Node[] };

const { body } = fc.letrec<{ node: Node; body: Node[] }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constantFrom('service', 'user', 'manual', 'script', 'message', 'timer'),
    }) as fc.Arbitrary<Node>,
    fc.record({ kind: fc.constant('guarded' as const), interrupting: fc.boolean() }),
    fc.record({
      kind: fc.constant('loop' as const),
      sequential: fc.boolean(),
      size: fc.integer({ min: 0, max: 3 }),
    }),
    fc.record({
      kind: fc.constantFrom('parallel' as const, 'exclusive' as const, 'inclusive' as const),
      branches: fc.array(tie('body'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('sub' as const), body: tie('body') }),
  ),
  body: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
}));

export const drawing: fc.Arbitrary<Node[]> = body;

/** The drawing's XML. `n` picks the branches: exclusive ones by `n`, inclusive ones by `n` or more. */
export function toXml(nodes: Node[]): string {
  let count = 0;
  const parts: string[] = [];
  const chain = (list: Node[], from: string, out: string[], condition?: string): string => {
    let last = from;
    let first = condition;
    for (const node of list) {
      const [entry, exit] = draw(node, out);
      out.push(d.flow(last, entry, first, `f${count++}`));
      first = undefined;
      last = exit;
    }
    return last;
  };
  const draw = (node: Node, out: string[]): [string, string] => {
    const id = `x${count++}`;
    switch (node.kind) {
      case 'service':
        out.push(d.service(id, 'work'));
        return [id, id];
      case 'user':
        out.push(d.user(id));
        return [id, id];
      case 'manual':
        out.push(d.manual(id));
        return [id, id];
      case 'script':
        out.push(d.script(id, '=n + 1', 'm'));
        return [id, id];
      case 'message':
        out.push(d.catcher(id, d.message('M')));
        return [id, id];
      case 'timer':
        out.push(d.catcher(id, d.timer('Duration', 'PT1H')));
        return [id, id];
      case 'guarded':
        out.push(
          d.service(id, 'work') +
            d.boundary(`${id}b`, id, d.timer('Duration', 'PT1H'), node.interrupting) +
            d.end(`${id}e`) +
            d.exclusive(`${id}m`),
          d.flow(id, `${id}m`),
          d.flow(`${id}b`, node.interrupting ? `${id}m` : `${id}e`),
        );
        return [id, `${id}m`];
      case 'loop': {
        const items = `=[${Array.from({ length: node.size }, (_, i) => i).join(',')}]`;
        const loop = d.loop({
          sequential: node.sequential,
          items,
          element: 'item',
          into: `out${id}`,
          output: '=item',
        });
        out.push(d.service(id, 'work', '', loop));
        return [id, id];
      }
      case 'sub': {
        const inner: string[] = [];
        const last = chain(node.body, `${id}s`, inner);
        inner.push(d.start(`${id}s`) + d.end(`${id}e`) + d.flow(last, `${id}e`, undefined, `f${count++}`));
        out.push(d.sub(id, ...inner));
        return [id, id];
      }
      default: {
        const fork =
          node.kind === 'parallel' ? d.parallel : node.kind === 'exclusive' ? d.exclusive : d.inclusive;
        const byCondition = node.kind !== 'parallel';
        const fallback = `f${count++}`;
        out.push(byCondition ? (fork as typeof d.exclusive)(id, fallback) : fork(id), fork(`${id}j`));
        node.branches.forEach((branch, i) => {
          const isDefault = byCondition && i === node.branches.length - 1;
          const condition = node.kind === 'exclusive' ? `=n = ${i}` : `=n >= ${i}`;
          const head = `${id}h${i}`;
          out.push(d.manual(head));
          out.push(
            d.flow(
              id,
              head,
              byCondition && !isDefault ? condition : undefined,
              isDefault ? fallback : `f${count++}`,
            ),
          );
          const last = chain(branch, head, out);
          out.push(d.flow(last, `${id}j`, undefined, `f${count++}`));
        });
        return [id, `${id}j`];
      }
    }
  };
  const last = chain(nodes, 's', parts);
  parts.push(d.start('s') + d.end('e') + d.flow(last, 'e', undefined, `f${count++}`));
  return d.definitions(d.messageRoot('M', 'm', '="k"'), d.process('p', ...parts));
}

export type Act =
  | { act: 'create'; n: number }
  | { act: 'work'; pick: number }
  | { act: 'fail'; pick: number; retries: number }
  | { act: 'message'; ttl: number }
  | { act: 'time'; minutes: number }
  | { act: 'cancel'; pick: number }
  | { act: 'resolve'; pick: number };

const pick = fc.nat(50);
export const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ act: fc.constant('create' as const), n: fc.nat(3) }) },
  { weight: 8, arbitrary: fc.record({ act: fc.constant('work' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('fail' as const), pick, retries: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('message' as const), ttl: fc.constantFrom(0, 3_600_000) }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('time' as const), minutes: fc.nat(90) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('cancel' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('resolve' as const), pick }) },
);
