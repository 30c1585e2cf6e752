/** Which BPMN types the engine runs, which it skips, and why it refuses the others. */
import type { ElementType } from './model.ts';

export const RUN: Record<string, ElementType> = {
  'bpmn:SubProcess': 'SUB_PROCESS',
  'bpmn:StartEvent': 'START_EVENT',
  'bpmn:IntermediateCatchEvent': 'INTERMEDIATE_CATCH_EVENT',
  'bpmn:IntermediateThrowEvent': 'INTERMEDIATE_THROW_EVENT',
  'bpmn:BoundaryEvent': 'BOUNDARY_EVENT',
  'bpmn:EndEvent': 'END_EVENT',
  'bpmn:UserTask': 'USER_TASK',
  'bpmn:ServiceTask': 'SERVICE_TASK',
  'bpmn:BusinessRuleTask': 'BUSINESS_RULE_TASK',
  'bpmn:ScriptTask': 'SCRIPT_TASK',
  'bpmn:SendTask': 'SEND_TASK',
  'bpmn:ReceiveTask': 'RECEIVE_TASK',
  'bpmn:ManualTask': 'MANUAL_TASK',
  'bpmn:Task': 'TASK',
  'bpmn:ExclusiveGateway': 'EXCLUSIVE_GATEWAY',
  'bpmn:ParallelGateway': 'PARALLEL_GATEWAY',
  'bpmn:InclusiveGateway': 'INCLUSIVE_GATEWAY',
  'bpmn:EventBasedGateway': 'EVENT_BASED_GATEWAY',
  'bpmn:CallActivity': 'CALL_ACTIVITY',
};

/** Drawn for the reader; no token passes through. */
export const SKIP = new Set([
  'bpmn:DataObject',
  'bpmn:DataObjectReference',
  'bpmn:DataStoreReference',
  'bpmn:SequenceFlow',
]);

/** What neither Zeebe 8.5 nor this engine runs: the name that a person reads on the palette. */
export const REFUSED: Record<string, { en: string; zh: string }> = {
  'bpmn:Transaction': { en: 'transaction sub-process', zh: '事务子流程' },
  'bpmn:AdHocSubProcess': { en: 'ad-hoc sub-process', zh: '即席子流程' },
  'bpmn:ComplexGateway': { en: 'complex gateway', zh: '复杂网关' },
  'bpmn:CancelEventDefinition': { en: 'cancel event', zh: '取消事件' },
  'bpmn:ConditionalEventDefinition': { en: 'conditional event', zh: '条件事件' },
};

export const ACTIVITIES = new Set<ElementType>([
  'SUB_PROCESS',
  'USER_TASK',
  'SERVICE_TASK',
  'BUSINESS_RULE_TASK',
  'SCRIPT_TASK',
  'SEND_TASK',
  'RECEIVE_TASK',
  'MANUAL_TASK',
  'TASK',
  'CALL_ACTIVITY',
]);
