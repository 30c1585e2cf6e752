/** Our own rules: one file and one line each. */
import type { RuleFactory } from './rule.ts';
import { callTarget } from './rules/call-target.ts';
import { eventComplete } from './rules/event-complete.ts';
import { feelSyntax } from './rules/feel-syntax.ts';
import { flowAttached } from './rules/flow-attached.ts';
import { flowCondition } from './rules/flow-condition.ts';
import { gatewayDefault } from './rules/gateway-default.ts';
import { jobType } from './rules/job-type.ts';
import { type KnownIds, knownReference } from './rules/known-reference.ts';
import { multiInstanceList } from './rules/multi-instance-list.ts';
import { processExecutable } from './rules/process-executable.ts';
import { supported } from './rules/supported.ts';
import { taskAssigned } from './rules/task-assigned.ts';
import { taskJobBased } from './rules/task-job-based.ts';

export const OWN_RULES: Record<string, { factory: RuleFactory; severity: 'error' | 'warn' }> = {
  'call-target': { factory: callTarget, severity: 'error' },
  'event-complete': { factory: eventComplete, severity: 'error' },
  'feel-syntax': { factory: feelSyntax, severity: 'error' },
  'flow-attached': { factory: flowAttached, severity: 'error' },
  'flow-condition': { factory: flowCondition, severity: 'error' },
  'gateway-default': { factory: gatewayDefault, severity: 'warn' },
  'job-type': { factory: jobType, severity: 'error' },
  'known-reference': { factory: (known) => knownReference(known as KnownIds | undefined), severity: 'error' },
  'multi-instance-list': { factory: multiInstanceList, severity: 'error' },
  'process-executable': { factory: processExecutable, severity: 'error' },
  supported: { factory: supported, severity: 'error' },
  'task-assigned': { factory: taskAssigned, severity: 'error' },
  'task-job-based': { factory: taskJobBased, severity: 'error' },
};
