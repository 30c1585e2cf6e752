/// <reference path="../../../types/bpmn-io.d.ts" />
/**
 * Zeebe's modeling behaviours without the one that marks every user task drawn as `zeebe:userTask`: on Zeebe that makes
 * no job, so no task would ever reach a task list (see design.md, section 3).
 */
import zeebeBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import type { ModuleDeclaration } from 'didi';

const { createZeebeUserTaskBehavior: _dropped, ...kept } = zeebeBehaviors as ModuleDeclaration &
  Record<string, unknown>;

export const behaviorsModule = {
  ...kept,
  __init__: zeebeBehaviors.__init__.filter((name) => name !== 'createZeebeUserTaskBehavior'),
} as ModuleDeclaration;
