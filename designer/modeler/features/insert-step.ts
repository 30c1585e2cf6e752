/** Puts a step into an arrow: makes room where the arrow is too short, and joins both ends to the new step. */
import type { DiagramElement, Drawing } from '../drawing.ts';

interface Point {
  x: number;
  y: number;
}
export interface Connection extends DiagramElement {
  waypoints: Point[];
}
interface SpaceTool {
  calculateAdjustments(
    elements: unknown[],
    axis: 'x' | 'y',
    delta: number,
    start: number,
  ): { movingShapes: unknown[]; resizingShapes: unknown[] };
  makeSpace(moving: unknown[], resizing: unknown[], delta: Point, direction: 'e' | 's', start: number): void;
}
interface Modeling {
  createShape(shape: unknown, position: Point, target: unknown): DiagramElement;
}

const SIZE = { x: 100, y: 80 };
/** Free length of the arrow on either side of the step. */
const ARROW = 50;

interface Segment {
  axis: 'x' | 'y';
  length: number;
  middle: Point;
}

/** The longest straight part of an arrow, where a step has the most room. */
function longestSegment(waypoints: Point[]): Segment | undefined {
  const segments = waypoints.slice(1).map((to, i): Segment => {
    const from = waypoints[i] ?? to;
    const [dx, dy] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
    return {
      axis: dx >= dy ? 'x' : 'y',
      length: Math.max(dx, dy),
      middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
    };
  });
  return segments.sort((a, b) => b.length - a.length)[0];
}

/** One step of undo. Gives the new step, selected, or undefined when the arrow cannot take one. */
export function insertStep(drawing: Drawing, flow: Connection, type: string): DiagramElement | undefined {
  const segment = longestSegment(flow.waypoints);
  if (!segment) return undefined;
  let made: DiagramElement | undefined;
  drawing.change(() => {
    const { axis } = segment;
    const missing = SIZE[axis] + 2 * ARROW - segment.length;
    if (missing > 0) {
      const tool = drawing.service<SpaceTool>('spaceTool');
      const elements = drawing
        .service<{ getAll(): DiagramElement[] }>('elementRegistry')
        .getAll()
        .filter((e) => e !== drawing.root);
      const start = segment.middle[axis];
      const { movingShapes, resizingShapes } = tool.calculateAdjustments(elements, axis, missing, start);
      const delta = { x: axis === 'x' ? missing : 0, y: axis === 'y' ? missing : 0 };
      tool.makeSpace(movingShapes, resizingShapes, delta, axis === 'x' ? 'e' : 's', start);
    }
    const place = longestSegment(flow.waypoints)?.middle ?? segment.middle;
    const shape = drawing
      .service<{ createShape(attributes: object): unknown }>('elementFactory')
      .createShape({ type });
    made = drawing.service<Modeling>('modeling').createShape(shape, place, flow);
  });
  if (made) drawing.service<{ select(element: unknown): void }>('selection').select(made);
  return made;
}
