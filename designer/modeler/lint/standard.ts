/// <reference path="../../../types/bpmn-io.d.ts" />
/** The subset of bpmnlint's own rules that helps administrators, with how much each weighs. */
import endEventRequired from 'bpmnlint/rules/end-event-required.js';
import eventBasedGateway from 'bpmnlint/rules/event-based-gateway.js';
import eventSubProcessTypedStartEvent from 'bpmnlint/rules/event-sub-process-typed-start-event.js';
import fakeJoin from 'bpmnlint/rules/fake-join.js';
import labelRequired from 'bpmnlint/rules/label-required.js';
import linkEvent from 'bpmnlint/rules/link-event.js';
import noBpmndi from 'bpmnlint/rules/no-bpmndi.js';
import noDisconnected from 'bpmnlint/rules/no-disconnected.js';
import noDuplicateSequenceFlows from 'bpmnlint/rules/no-duplicate-sequence-flows.js';
import noGatewayJoinFork from 'bpmnlint/rules/no-gateway-join-fork.js';
import noImplicitEnd from 'bpmnlint/rules/no-implicit-end.js';
import noImplicitSplit from 'bpmnlint/rules/no-implicit-split.js';
import noImplicitStart from 'bpmnlint/rules/no-implicit-start.js';
import noOverlappingElements from 'bpmnlint/rules/no-overlapping-elements.js';
import singleBlankStartEvent from 'bpmnlint/rules/single-blank-start-event.js';
import singleEventDefinition from 'bpmnlint/rules/single-event-definition.js';
import startEventRequired from 'bpmnlint/rules/start-event-required.js';
import subProcessBlankStartEvent from 'bpmnlint/rules/sub-process-blank-start-event.js';
import superfluousGateway from 'bpmnlint/rules/superfluous-gateway.js';
import { child, children, is, type ModdleElement } from '../moddle.ts';
import type { RuleFactory } from './rule.ts';

/** Start and end of a sub-process need no name: the sub-process has one. */
const named: RuleFactory = (config) => {
  const rule = labelRequired(config);
  return {
    ...rule,
    check(node, reporter) {
      const plain = is(node, 'bpmn:StartEvent') || is(node, 'bpmn:EndEvent');
      if (plain && is(node.$parent, 'bpmn:SubProcess') && children(node, 'eventDefinitions').length === 0)
        return;
      rule.check(node, reporter);
    },
  };
};

/** An activity's end and the boundary events that end it exclude each other: flows from them need no join. */
function exclude(flows: readonly ModdleElement[]): boolean {
  const sources = flows.map((flow) => child(flow, 'sourceRef'));
  const ending = sources.filter((s) => is(s, 'bpmn:BoundaryEvent') && s?.get('cancelActivity') !== false);
  const activities = sources.filter((s) => !ending.includes(s));
  const hosts = new Set([...ending.map((s) => child(s, 'attachedToRef')), ...activities]);
  return hosts.size === 1 && activities.length <= 1;
}

const joined: RuleFactory = (config) => {
  const rule = fakeJoin(config);
  return {
    ...rule,
    check(node, reporter) {
      if (!exclude(children(node, 'incoming'))) rule.check(node, reporter);
    },
  };
};

export const STANDARD_RULES: Record<string, { factory: RuleFactory; severity: 'error' | 'warn' }> = {
  'end-event-required': { factory: endEventRequired, severity: 'error' },
  'event-based-gateway': { factory: eventBasedGateway, severity: 'error' },
  'event-sub-process-typed-start-event': { factory: eventSubProcessTypedStartEvent, severity: 'error' },
  'fake-join': { factory: joined, severity: 'warn' },
  'label-required': { factory: named, severity: 'warn' },
  'link-event': { factory: linkEvent, severity: 'error' },
  'no-bpmndi': { factory: noBpmndi, severity: 'warn' },
  'no-disconnected': { factory: noDisconnected, severity: 'error' },
  'no-duplicate-sequence-flows': { factory: noDuplicateSequenceFlows, severity: 'warn' },
  'no-gateway-join-fork': { factory: noGatewayJoinFork, severity: 'warn' },
  'no-implicit-end': { factory: noImplicitEnd, severity: 'warn' },
  'no-implicit-split': { factory: noImplicitSplit, severity: 'warn' },
  'no-implicit-start': { factory: noImplicitStart, severity: 'error' },
  'no-overlapping-elements': { factory: noOverlappingElements, severity: 'warn' },
  'single-blank-start-event': { factory: singleBlankStartEvent, severity: 'error' },
  'single-event-definition': { factory: singleEventDefinition, severity: 'error' },
  'start-event-required': { factory: startEventRequired, severity: 'error' },
  'sub-process-blank-start-event': { factory: subProcessBlankStartEvent, severity: 'error' },
  'superfluous-gateway': { factory: superfluousGateway, severity: 'warn' },
};
