/** Every element that the engine runs, one line each. A new element: a file beside this one, and a line here. */
import type { InstanceType } from '../bpmn/model.ts';
import type { ElementInstance } from '../state.ts';
import type { Behavior } from './behavior.ts';
import { boundaryEvent } from './boundary-event.ts';
import { businessRuleTask } from './business-rule-task.ts';
import { callActivity } from './call-activity.ts';
import { endEvent } from './end-event.ts';
import { eventBasedGateway } from './event-based-gateway.ts';
import { eventSubProcess } from './event-sub-process.ts';
import { exclusiveGateway } from './exclusive-gateway.ts';
import { inclusiveGateway } from './inclusive-gateway.ts';
import { intermediateCatchEvent } from './intermediate-catch-event.ts';
import { intermediateThrowEvent } from './intermediate-throw-event.ts';
import { jobTask } from './job-task.ts';
import { manualTask } from './manual-task.ts';
import { multiInstanceBody } from './multi-instance-body.ts';
import { parallelGateway } from './parallel-gateway.ts';
import { process } from './process.ts';
import { receiveTask } from './receive-task.ts';
import { scriptTask } from './script-task.ts';
import { startEvent } from './start-event.ts';
import { subProcess } from './sub-process.ts';

export const REGISTRY: Record<InstanceType, Behavior> = {
  PROCESS: process,
  SUB_PROCESS: subProcess,
  EVENT_SUB_PROCESS: eventSubProcess,
  MULTI_INSTANCE_BODY: multiInstanceBody,
  START_EVENT: startEvent,
  INTERMEDIATE_CATCH_EVENT: intermediateCatchEvent,
  INTERMEDIATE_THROW_EVENT: intermediateThrowEvent,
  BOUNDARY_EVENT: boundaryEvent,
  END_EVENT: endEvent,
  USER_TASK: jobTask,
  SERVICE_TASK: jobTask,
  BUSINESS_RULE_TASK: businessRuleTask,
  SEND_TASK: jobTask,
  SCRIPT_TASK: scriptTask,
  RECEIVE_TASK: receiveTask,
  MANUAL_TASK: manualTask,
  TASK: manualTask,
  EXCLUSIVE_GATEWAY: exclusiveGateway,
  PARALLEL_GATEWAY: parallelGateway,
  INCLUSIVE_GATEWAY: inclusiveGateway,
  EVENT_BASED_GATEWAY: eventBasedGateway,
  CALL_ACTIVITY: callActivity,
};

export const behaviorOf = (e: ElementInstance): Behavior => REGISTRY[e.type];
