/** What must hold of any state in which all rests: no token lost, none made, nothing that waits for nothing. */
import type { EngineEvent, EngineState } from '../../engine/core/index.ts';
import type { Drawn, Place } from './drawing.ts';

type Instance = EngineState['elements'] extends Map<string, infer E> ? E : never;

/** The scopes whose sequence has reached its end event, or was interrupted; while others in them may still run. */
export function sequencesEnded(events: Iterable<EngineEvent>): Set<string> {
  const scopeOf = new Map<string, string>();
  const ended = new Set<string>();
  for (const e of events)
    if (e.type === 'ELEMENT_ACTIVATING' && e.elementType === 'END_EVENT') scopeOf.set(e.key, e.scope!);
    else if (e.type === 'SCOPE_INTERRUPTED') ended.add(e.scope);
    else if (e.type === 'ELEMENT_COMPLETED' && e.elementId.endsWith('e') && !e.elementId.endsWith('he')) {
      const scope = scopeOf.get(e.key);
      if (scope !== undefined) ended.add(scope);
    }
  return ended;
}

/** What is wrong, in words; empty: nothing. `ended`: of `sequencesEnded`. */
export function tokenProblems(state: EngineState, { scopes }: Drawn, ended: Set<string>): string[] {
  const problems: string[] = [];
  const say = (e: Instance, what: string) => problems.push(`${e.type} <${e.elementId}> ${e.state}: ${what}`);
  const childrenOf = (e: Instance) => [...(e.children ?? [])].map((k) => state.elements.get(k)!);

  const undoing = new Set([...state.compensations.values()].map((c) => c.by));
  for (const e of state.elements.values()) {
    const scope = e.scope === undefined ? undefined : state.elements.get(e.scope);
    if (e.scope !== undefined && ![...(scope?.children ?? [])].includes(e.key)) say(e, 'its scope is gone');
    const incident = (e.incidents?.size ?? 0) > 0;
    if (e.state !== 'ACTIVATED') {
      if (!incident || e.state === 'TERMINATING') say(e, 'does not rest');
      continue;
    }
    if (e.type === 'MULTI_INSTANCE_BODY') {
      const { size, completed, terminated } = e.loop!;
      const left = size - completed - terminated;
      const active = e.children?.size ?? 0;
      // Sequential ones come one after another.
      if (active === 0 || (active !== left && active !== 1))
        say(e, `${active} instances active, ${left} left`);
    } else if (scopes.has(e.elementId)) {
      const children = childrenOf(e);
      if (e.interruptedBy === undefined) {
        const found = positions(e, scopes.get(e.elementId)!, children, (what) => say(e, what));
        // The sequence may be over while what an event on the side began still runs.
        const over = found === 0 && children.length > 0 && ended.has(e.key);
        if (found !== 1 && !over) say(e, `${found} tokens instead of 1`);
      } else if (children[0]?.elementId !== e.interruptedBy) say(e, 'what interrupted it is not active');
      if (e.interruptedBy !== undefined && children.length !== 1) say(e, 'goes on though interrupted');
    } else {
      const waits =
        (e.job ? 1 : 0) +
        (e.called ? 1 : 0) +
        (e.timers?.size ?? 0) +
        (e.subscriptions?.size ?? 0) +
        (e.signals?.size ?? 0) +
        (undoing.has(e.key) ? 1 : 0);
      if (waits === 0) say(e, 'waits for nothing');
      const own = (e.job ? 1 : 0) + (e.called ? 1 : 0);
      if (own > 1) say(e, 'has a job and a called process');
    }
  }
  const owned = (kind: string, of: { elementInstanceKey?: string; key: string; elementId: string }) => {
    if (of.elementInstanceKey !== undefined && !state.elements.has(of.elementInstanceKey))
      problems.push(`${kind} <${of.key}> of <${of.elementId}>, which is gone`);
  };
  for (const j of state.jobs.values()) {
    owned('job', j);
    if (state.elements.get(j.elementInstanceKey)?.job !== j.key) problems.push(`job <${j.key}> twice`);
  }
  for (const t of state.timers.values()) owned('timer', t);
  for (const s of state.subscriptions.values()) owned('subscription', s);
  for (const s of state.signals.values()) owned('signal', s);
  for (const i of state.incidents.values()) owned('incident', i);
  return problems;
}

/** Tokens of a sequence: elements that are active in it, and blocks that are under way. */
function positions(
  scope: Instance,
  places: Place[],
  children: Instance[],
  wrong: (what: string) => void,
): number {
  let found = 0;
  for (const place of places) {
    if ('ids' in place) {
      found += children.filter((c) => place.ids.includes(c.elementId)).length;
      continue;
    }
    const each = place.branches.map(
      (b) => positions(scope, b.places, children, wrong) + (scope.tokens?.[b.joined] ?? 0),
    );
    const sum = each.reduce((a, b) => a + b, 0);
    if (sum === 0) continue;
    found++;
    const fits =
      place.block === 'exclusive'
        ? sum === 1
        : place.block === 'parallel'
          ? each.every((n) => n === 1)
          : each.every((n) => n <= 1);
    if (!fits) wrong(`branches of a ${place.block} block hold ${each.join(', ')} tokens`);
  }
  return found;
}
