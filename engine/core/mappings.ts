/** Input and output mappings, and where the variables of a job or an event go. */
import type { Json } from '../engine.ts';
import type { ElementModel, Mapping } from './bpmn/model.ts';
import type { Execution } from './execution.ts';
import { type Failure, failure } from './failure.ts';
import { MAX_VALUE } from './feel/index.ts';
import { sizeOf } from './json.ts';
import type { ElementInstance, Vars } from './state.ts';

type JsonObject = { [name: string]: Json };
const isObject = (v: Json | undefined): v is JsonObject =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

/**
 * What the mappings of one element give together is bounded as one value is: on Zeebe they make one document, too. The
 * values are counted as they come, so that many large ones are not held at once; what a path puts into, at the end.
 */
function tooLarge(m: Mapping[]): { failure: Failure } {
  return {
    failure: failure(
      'EXECUTION_LIMIT_EXCEEDED',
      `the ${m.length} mappings give more than ${MAX_VALUE} characters together; keep large data outside the process`,
    ),
  };
}

/** A mapping sees the results of those before it. `mergeInto`: a path's target is merged into the value that exists. */
function evaluateMappings(
  x: Execution,
  mappings: Mapping[],
  scopeKey: string,
  mergeInto: boolean,
): { value: Vars } | { failure: Failure } {
  const result: Vars = {};
  const outer = x.scope(scopeKey);
  const scope = {
    get: (name: string) => (Object.hasOwn(result, name) ? result[name] : outer.get(name)),
    all: () => ({ ...outer.all(), ...result }),
  };
  let room = MAX_VALUE;
  for (const { source, target } of mappings) {
    let value: Json;
    if ('text' in source) value = source.text;
    else {
      const outcome = x.feel(source.feel, scope);
      if (!outcome.ok)
        return {
          failure: failure(
            outcome.exceeded ? 'EXECUTION_LIMIT_EXCEEDED' : 'IO_MAPPING_ERROR',
            `Expected to evaluate expression '${source.feel}' for variable '${target.join('.')}' but it failed: ${outcome.message}`,
          ),
        };
      value = outcome.value;
    }
    // one alone is bounded by FEEL
    if (mappings.length > 1) {
      room -= sizeOf(value, room);
      if (room < 0) return tooLarge(mappings);
    }
    const [name, ...path] = target as [string, ...string[]];
    const before = Object.hasOwn(result, name) ? result[name] : mergeInto ? outer.get(name) : undefined;
    result[name] = path.length ? put(before, path, value) : value;
  }
  if (mappings.some((m) => m.target.length > 1) && sizeOf(result, MAX_VALUE) > MAX_VALUE)
    return tooLarge(mappings);
  return { value: result };
}

function put(into: Json | undefined, path: string[], value: Json): Json {
  const [name, ...rest] = path as [string, ...string[]];
  // As Zeebe: what is no context cannot be put into, and the whole becomes null.
  if (into !== undefined && into !== null && !isObject(into)) return null;
  const base = into ?? {};
  return { ...base, [name]: rest.length ? put(base[name], rest, value) : value };
}

/** Instances in a multi-instance body read and write their own scope: the loop's variables are there. */
const mappingScope = (x: Execution, e: ElementInstance) => (x.isInner(e) ? e.key : e.scope!);

/** A call gives past its own scope, also where it is one of many. */
const outputScope = (x: Execution, e: ElementInstance, m: ElementModel) =>
  m.type === 'CALL_ACTIVITY' ? e.scope! : mappingScope(x, e);

export function applyInputs(x: Execution, e: ElementInstance, m: ElementModel): Failure | undefined {
  if (!m.inputs.length) return undefined;
  const outcome = evaluateMappings(x, m.inputs, mappingScope(x, e), false);
  if ('failure' in outcome) return outcome.failure;
  x.setLocal(e, outcome.value);
  return undefined;
}

/**
 * With output mappings, what the job or event brought becomes local and only the mappings' results go up; without, all
 * of it goes up.
 */
export function applyOutputs(x: Execution, e: ElementInstance, m: ElementModel): Failure | undefined {
  const brought = e.trigger?.variables;
  if (!m.outputs.length) {
    // Zeebe: an error's variables stay with the event that caught it; a called process's go past the call's own.
    if (brought && m.type === 'BOUNDARY_EVENT' && m.event?.kind === 'error') x.setLocal(e, brought);
    else if (brought && m.type === 'CALL_ACTIVITY') x.merge(outputScope(x, e, m), brought);
    else if (brought) x.merge(e.key, brought);
    return undefined;
  }
  if (brought) x.setLocal(e, brought);
  const outcome = evaluateMappings(x, m.outputs, e.key, true);
  if ('failure' in outcome) return outcome.failure;
  x.merge(outputScope(x, e, m), outcome.value);
  return undefined;
}
