/** Which meeting flows 检查 takes for a join that is none. */
import { BpmnModdle } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import { STANDARD_RULES } from '../../designer/modeler/lint/standard.ts';
import { children, type ModdleElement } from '../../designer/modeler/moddle.ts';

const drawing = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test">
  <bpmn:process id="p">${inside}</bpmn:process>
</bpmn:definitions>`;

const task = (id: string, incoming: string[] = [], outgoing: string[] = []) =>
  `<bpmn:userTask id="${id}">${incoming.map((f) => `<bpmn:incoming>${f}</bpmn:incoming>`).join('')}${outgoing
    .map((f) => `<bpmn:outgoing>${f}</bpmn:outgoing>`)
    .join('')}</bpmn:userTask>`;
const flow = (id: string, from: string, to: string) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`;
const timer = (id: string, host: string, attributes = '') =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" ${attributes}><bpmn:timerEventDefinition id="${id}_t" /></bpmn:boundaryEvent>`;

async function reported(inside: string): Promise<string[]> {
  const { rootElement } = await new BpmnModdle().fromXML(drawing(inside));
  const [process] = (rootElement as unknown as ModdleElement).get('rootElements') as ModdleElement[];
  const found: string[] = [];
  const rule = STANDARD_RULES['fake-join']?.factory({});
  const reporter = { report: (id: string) => found.push(id) };
  for (const node of children(process, 'flowElements')) rule?.check(node as never, reporter as never);
  return found;
}

describe('fake joins', () => {
  it('two activities that meet at a third are told', async () => {
    const inside = `${task('a')}${task('b')}${task('c', ['f1', 'f2'])}${flow('f1', 'a', 'c')}${flow('f2', 'b', 'c')}`;
    expect(await reported(inside)).toEqual(['c']);
  });

  it('an activity and the event that ends it are not', async () => {
    const inside = `${task('a')}${timer('t', 'a')}${task('c', ['f1', 'f2'])}${flow('f1', 'a', 'c')}${flow('f2', 't', 'c')}`;
    expect(await reported(inside)).toEqual([]);
  });

  it('an event that does not end its activity is', async () => {
    const inside = `${task('a')}${timer('t', 'a', 'cancelActivity="false"')}${task('c', ['f1', 'f2'])}${flow('f1', 'a', 'c')}${flow('f2', 't', 'c')}`;
    expect(await reported(inside)).toEqual(['c']);
  });

  it('two flows of one activity are', async () => {
    const inside = `${task('a', [], ['f1', 'f2'])}${task('c', ['f1', 'f2'])}${flow('f1', 'a', 'c')}${flow('f2', 'a', 'c')}`;
    expect(await reported(inside)).toEqual(['c']);
  });
});
