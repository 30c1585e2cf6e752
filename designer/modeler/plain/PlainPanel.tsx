/** The plain panel: for each kind of element the parts that an administrator needs, in his words. */
import type { ComponentType } from 'react';
import { processOf } from '../drawing.ts';
import type { ModdleElement } from '../moddle.ts';
import { child, eventDefinition, extension, is, isAny } from '../moddle.ts';
import { useDesk } from './desk.ts';
import { AssignmentSection } from './sections/AssignmentSection.tsx';
import { BasicSection } from './sections/BasicSection.tsx';
import { BlockSection } from './sections/BlockSection.tsx';
import { CallSection } from './sections/CallSection.tsx';
import { ConditionSection } from './sections/ConditionSection.tsx';
import { DeadlineSection } from './sections/DeadlineSection.tsx';
import { DecisionSection } from './sections/DecisionSection.tsx';
import { FormSection } from './sections/FormSection.tsx';
import { GatewaySection } from './sections/GatewaySection.tsx';
import { InsertSection } from './sections/InsertSection.tsx';
import { LoopSection } from './sections/LoopSection.tsx';
import { InterruptingSection, MessageSection } from './sections/MessageSection.tsx';
import { ProcessSection } from './sections/ProcessSection.tsx';
import { TimerSection } from './sections/TimerSection.tsx';

/** Which sections an element shows, in order. */
const SECTIONS: [applies: (object: ModdleElement) => boolean, section: ComponentType][] = [
  [(object) => is(object, 'bpmn:UserTask'), AssignmentSection],
  [(object) => is(object, 'bpmn:UserTask'), DeadlineSection],
  [(object) => is(object, 'bpmn:UserTask'), FormSection],
  [(object) => isAny(object, JOB_ELEMENTS) && !callsDecision(object), BlockSection],
  [(object) => is(object, 'bpmn:BusinessRuleTask'), DecisionSection],
  [(object) => is(object, 'bpmn:CallActivity'), CallSection],
  [(object) => is(object, 'bpmn:Activity') && !is(object, 'bpmn:ReceiveTask'), LoopSection],
  [decides, GatewaySection],
  [(object) => is(object, 'bpmn:SequenceFlow') && decides(child(object, 'sourceRef')), ConditionSection],
  [(object) => is(object, 'bpmn:SequenceFlow'), InsertSection],
  [(object) => is(eventDefinition(object), 'bpmn:TimerEventDefinition'), TimerSection],
  [waitsForMessage, MessageSection],
  [(object) => is(object, 'bpmn:BoundaryEvent') || startsEventSubProcess(object), InterruptingSection],
];

const JOB_ELEMENTS = [
  'bpmn:ServiceTask',
  'bpmn:SendTask',
  'bpmn:BusinessRuleTask',
  'bpmn:ScriptTask',
  'bpmn:IntermediateThrowEvent',
  'bpmn:EndEvent',
];

function decides(object: ModdleElement | undefined): boolean {
  return is(object, 'bpmn:ExclusiveGateway') || is(object, 'bpmn:InclusiveGateway');
}

/** Then no building block does it; the section below says which. */
function callsDecision(object: ModdleElement): boolean {
  return extension(object, 'zeebe:CalledDecision') !== undefined;
}

function waitsForMessage(object: ModdleElement): boolean {
  if (is(object, 'bpmn:ReceiveTask')) return true;
  return is(object, 'bpmn:CatchEvent') && is(eventDefinition(object), 'bpmn:MessageEventDefinition');
}

function startsEventSubProcess(object: ModdleElement): boolean {
  return is(object, 'bpmn:StartEvent') && object.$parent?.get('triggeredByEvent') === true;
}

export function PlainPanel() {
  const { element } = useDesk();
  const object = element.businessObject;
  const sections = SECTIONS.filter(([applies]) => applies(object)).map(([, section]) => section);
  const process = processOf(element) !== undefined;
  return (
    <div className="jd-plain">
      {process ? <ProcessSection key={element.id} /> : <BasicSection key={`basic-${element.id}`} />}
      {sections.map((SectionOf, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the sections of one element keep their order
        <SectionOf key={`${index}-${element.id}`} />
      ))}
    </div>
  );
}
