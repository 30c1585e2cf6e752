/** Random structured drawings of signals, escalations, links and compensation: each ends once its jobs are done. */
import fc from 'fast-check';
import * as d from '../engine/drawings.ts';

export type Node =
  | { kind: 'task' | 'undoable' | 'undo' | 'throw' | 'wait' | 'link' }
  | { kind: 'guarded' | 'escalating'; interrupting: boolean }
  | { kind: 'sub'; body: Node[]; sensor?: boolean }
  | { kind: 'parallel'; branches: Node[][] };

const { body } = fc.letrec<{ node: Node; body: Node[] }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constantFrom('task', 'undoable', 'undo', 'throw', 'wait', 'link'),
    }) as fc.Arbitrary<Node>,
    fc.record({
      kind: fc.constantFrom('guarded' as const, 'escalating' as const),
      interrupting: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('sub' as const), body: tie('body'), sensor: fc.boolean() }),
    fc.record({
      kind: fc.constant('parallel' as const),
      branches: fc.array(tie('body'), { minLength: 2, maxLength: 3 }),
    }),
  ),
  body: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
}));

export const eventDrawing: fc.Arbitrary<Node[]> = body;

export function eventXml(nodes: Node[]): string {
  let count = 0;
  const undoable = (id: string) =>
    d.service(id, 'work') +
    d.boundary(`${id}b`, id, d.compensation(`${id}b`)) +
    d.el('serviceTask', `${id}u`, d.ext('<zeebe:taskDefinition type="undo"/>'), 'isForCompensation="true"') +
    d.association(`${id}b`, `${id}u`);
  /** A boundary event that joins its activity's way out, or has an end of its own. */
  const bounded = (id: string, event: string, interrupting: boolean) =>
    d.boundary(`${id}b`, id, event, interrupting) +
    d.exclusive(`${id}m`) +
    d.end(`${id}z`) +
    d.flows(`${id} ${id}m`, `${id}b ${id}${interrupting ? 'm' : 'z'}`);
  const scope = (id: string, inside: Node[]) => {
    const parts = [d.start(`${id}s`) + d.end(`${id}e`)];
    parts.push(d.flows(`${chain(inside, `${id}s`, parts)} ${id}e`));
    return parts;
  };
  const chain = (list: Node[], from: string, out: string[]): string =>
    list.reduce((last, node) => {
      const [entry, exit] = draw(node, out);
      out.push(d.flows(`${last} ${entry}`));
      return exit;
    }, from);
  const draw = (node: Node, out: string[]): [string, string] => {
    const id = `x${count++}`;
    const simple = (xml: string): [string, string] => {
      out.push(xml);
      return [id, id];
    };
    switch (node.kind) {
      case 'task':
        return simple(d.service(id, 'work'));
      case 'undoable':
        return simple(undoable(id));
      case 'undo':
        return simple(d.thrower(id, d.compensation(id)));
      case 'throw':
        return simple(d.thrower(id, d.signal('S'), d.mappings([['="thrown"', 'by']])));
      case 'wait':
        return simple(d.catcher(id, d.signal('S')));
      case 'link':
        out.push(d.thrower(id, d.link(id, id)) + d.catcher(`${id}c`, d.link(id, `${id}c`)));
        return [id, `${id}c`];
      case 'guarded':
        out.push(d.service(id, 'work') + bounded(id, d.signal('S'), node.interrupting));
        return [id, `${id}m`];
      case 'escalating': {
        const inside =
          d.start(`${id}s`) + d.thrower(`${id}i`, d.escalation('C')) + d.service(`${id}t`, 'work');
        const flows = d.end(`${id}e`) + d.flows(`${id}s ${id}i ${id}t ${id}e`);
        out.push(d.sub(id, inside, flows) + bounded(id, d.escalation('C'), node.interrupting));
        return [id, `${id}m`];
      }
      case 'sub': {
        const sensor = d.eventSub(
          `${id}v`,
          d.start(`${id}vs`, d.signal('S'), 'isInterrupting="false"') + d.end(`${id}ve`),
          d.flows(`${id}vs ${id}ve`),
        );
        return simple(d.sub(id, ...scope(id, node.body), node.sensor ? sensor : ''));
      }
      case 'parallel':
        out.push(d.parallel(id) + d.parallel(`${id}j`));
        node.branches.forEach((branch, i) => {
          out.push(d.manual(`${id}h${i}`) + d.flows(`${id} ${id}h${i}`));
          out.push(d.flows(`${chain(branch, `${id}h${i}`, out)} ${id}j`));
        });
        return [id, `${id}j`];
    }
  };
  return d.definitions(
    d.signalRoot('S', 'sig'),
    d.escalationRoot('C', 'c'),
    d.process('p', ...scope('p', nodes)),
  );
}
