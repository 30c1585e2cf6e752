/** The time line of a case: submissions, acts, and what the engine tells, oldest first. */
import type { HistoryEvent } from '../../engine/engine.ts';
import type { CaseAct, Submission } from './collections.ts';
import type { ElementModel } from './drawing.ts';
import type { TimeLineEntry } from './schemas.ts';

const TOLD = new Set(['BOUNDARY_EVENT', 'INTERMEDIATE_CATCH_EVENT', 'END_EVENT']);

export function timeLine(
  submissions: Submission[],
  acts: CaseAct[],
  history: HistoryEvent[],
  elements: Map<string, ElementModel>,
): TimeLineEntry[] {
  const filled = submissions.map(
    (s): TimeLineEntry => ({
      at: s.at,
      kind: 'form',
      text: s.elementName,
      by: s.by,
      submissionId: s.id,
      ...(s.elementId ? { elementId: s.elementId } : {}),
    }),
  );
  const done = acts.map(({ id: _, caseId: __, ...act }): TimeLineEntry => act);
  const told = history.flatMap((e): TimeLineEntry[] => {
    const element = e.elementId ? elements.get(e.elementId) : undefined;
    const at = { at: e.at, ...(e.elementId ? { elementId: e.elementId } : {}) };
    if (e.type === 'INCIDENT_CREATED') {
      return [{ ...at, kind: 'incident', text: `“${element?.name ?? e.elementId}”出现异常，等待管理员处理` }];
    }
    if (e.type === 'INCIDENT_RESOLVED') return [{ ...at, kind: 'incident', text: '异常已处理' }];
    if (e.type !== 'ELEMENT_COMPLETED' || !element?.name || !TOLD.has(element.type)) return [];
    // the end of a part of the drawing (已提醒, say) tells what its steps have told already
    if (element.type === 'END_EVENT' && element.parent?.parent) return [];
    return [{ ...at, kind: element.type === 'END_EVENT' ? 'end' : 'event', text: element.name }];
  });
  return [...filled, ...done, ...told].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
