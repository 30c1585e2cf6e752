/** Marks of a case on its drawing, and the same said in words for those who cannot see it. */
import type BaseViewer from 'bpmn-js/lib/BaseViewer';

export interface CaseMarks {
  /** Elements completed and flows taken, as the engine's history names them. */
  path: { elementIds: string[]; flowIds: string[] };
  /** Elements where the case stands now. */
  active: string[];
  /** Those of them whose limit has passed. */
  overdue: string[];
  /** Elements with an open incident. */
  incidents: string[];
}

interface Canvas {
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
}
interface Registry {
  get(id: string): { businessObject: { name?: string } } | undefined;
}
interface Overlays {
  add(id: string, type: string, overlay: { position: object; html: HTMLElement }): string;
  remove(filter: { type: string }): void;
}

const OVERLAY = 'jd-case';

/** Puts the marks on; the returned function takes them off. Ids that the drawing lacks are passed over. */
export function applyMarks(viewer: BaseViewer, marks: CaseMarks): () => void {
  const canvas = viewer.get('canvas') as Canvas;
  const registry = viewer.get('elementRegistry') as Registry;
  const overlays = viewer.get('overlays') as Overlays;
  const known = (ids: string[]) => [...new Set(ids)].filter((id) => registry.get(id));
  const put: [id: string, marker: string][] = [
    ...known([...marks.path.elementIds, ...marks.path.flowIds]).map((id): [string, string] => [
      id,
      'jd-taken',
    ]),
    ...known(marks.active).map((id): [string, string] => [id, 'jd-active']),
    ...known(marks.overdue).map((id): [string, string] => [id, 'jd-overdue']),
    ...known(marks.incidents).map((id): [string, string] => [id, 'jd-incident']),
  ];
  for (const [id, marker] of put) canvas.addMarker(id, marker);
  for (const id of known([...marks.active, ...marks.overdue, ...marks.incidents])) {
    const [text, kind] = marks.incidents.includes(id)
      ? ['异常', 'incident']
      : marks.overdue.includes(id)
        ? ['逾期', 'overdue']
        : ['在办', 'active'];
    const html = document.createElement('span');
    html.className = `jd-mark jd-mark-${kind}`;
    html.textContent = text;
    overlays.add(id, OVERLAY, { position: { top: -12, right: 22 }, html });
  }
  return () => {
    for (const [id, marker] of put) if (registry.get(id)) canvas.removeMarker(id, marker);
    overlays.remove({ type: OVERLAY });
  };
}

/** The accessible label: where the case stands, what is overdue, what is stuck. */
export function describe(viewer: BaseViewer, marks: CaseMarks): string {
  const registry = viewer.get('elementRegistry') as Registry;
  const names = (ids: string[]) => ids.map((id) => registry.get(id)?.businessObject.name || id).join('、');
  const parts = ['办理流程图'];
  if (marks.active.length) parts.push(`当前在办：${names(marks.active)}`);
  if (marks.overdue.length) parts.push(`已逾期：${names(marks.overdue)}`);
  if (marks.incidents.length) parts.push(`运行异常：${names(marks.incidents)}`);
  return parts.join('。');
}
