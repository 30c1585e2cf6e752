import { EventEmitter } from 'node:events';
import { perSecond } from './rate.ts';
import { VARIABLES } from './subject.ts';

const SOURCE = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="bench" isExecutable="true"><startEvent id="s"/><userTask id="t"/><endEvent id="e"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/></process>
</definitions>`;

/** npm bpmn-engine, in memory: start → one task → end, instances per second. */
export async function bpmnEngineRate(total: number): Promise<number> {
  const { Engine } = await import('bpmn-engine');
  const one = async () => {
    const listener = new EventEmitter();
    listener.once('activity.wait', (task: { signal(): void }) => setImmediate(() => task.signal()));
    const engine = new Engine({ name: 'bench', source: SOURCE });
    const ended = engine.waitFor('end');
    await engine.execute({ listener, variables: VARIABLES });
    await ended;
  };
  await perSecond(Math.ceil(total / 5), one);
  return perSecond(total, one);
}
