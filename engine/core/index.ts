/** The core for whoever runs it: the embedded engine, and the designer that rehearses a drawing in the browser. */
export { apply, EVENT_TYPES } from './apply.ts';
export { check, inclusiveJoins } from './bpmn/check.ts';
export { DEFAULT_LIMITS, type DrawingLimits } from './bpmn/limits.ts';
export type { ElementModel, ElementType, FlowModel, ProcessModel } from './bpmn/model.ts';
export { checkDrawing, type Drawing, readDrawing } from './bpmn/read.ts';
export type { Command, CommandName, Commands } from './commands/command.ts';
export { describeDecision, evaluate } from './decisions.ts';
export { checkDecisions, type Decisions, type RequirementsModel, readDecisions } from './dmn/index.ts';
export { type EngineEvent, JOURNAL_VERSION } from './events.ts';
export { DEFAULT_STEP_LIMITS, type Models, type StepEnvironment, type StepLimits } from './execution.ts';
export { FeelLimit, type FeelProblem, feelProblems } from './feel/index.ts';
export { copyJson, NotJson } from './json.ts';
export {
  factsOf,
  OF_INSTANCES,
  putAway,
  Restorer,
  serialize,
  thaw,
  type Unit,
  type UnitFacts,
  unitOf,
} from './snapshot.ts';
export {
  type ElementInstance,
  type EngineState,
  emptyState,
  type IncidentState,
  type Job,
  latestDecision,
  type Timer,
} from './state.ts';
export { type StepResult, step } from './step.ts';
export { type ColdRows, Table } from './table.ts';
export { addDuration, parseDuration } from './time/duration.ts';
export { parseInstant, timerProblem } from './time/timer.ts';
export { ScopeView } from './variables.ts';
