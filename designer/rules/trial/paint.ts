/**
 * Paints scores, ranks and grades of a what-if into rows that are already there: row n shows whoever has the n-th place.
 * A frame of a drag does nothing but arithmetic and writing the texts that differ, in the rows that are in sight; the
 * others follow when the weights rest. Measured by test/bench/rules/drag.ts: rows that move by transform, or cells that
 * contain their paint, cost several times as much, since each brings a clip or a layer of its own.
 */
import type { Scheme } from '../../../rules/scheme/types.ts';
import type { WhatIf, WhatIfTotal } from '../../../rules/scheme/what-if.ts';

/** Height of a row in pixels, as the style sheet has it. */
const ROW = 30;

const CELLS = ['rank', 'name', 'total', 'change', 'grade'] as const;
type Cell = (typeof CELLS)[number];
interface Row {
  element: HTMLElement;
  cells: Record<Cell, { element: HTMLElement; text: Text }>;
}

export interface Painter {
  /** `graded`: titles of grades by object, where a rule set gives them. `all`: rows out of sight, too. */
  paint(whatIf: WhatIf, o?: { graded?: ReadonlyMap<string, string> | undefined; all?: boolean }): void;
  /** Follows scrolling and size no longer. */
  close(): void;
}

const textOf = (element: HTMLElement): Text =>
  (element.firstChild as Text | null) ?? element.appendChild(document.createTextNode(''));

/** Rows hold cells `data-cell`; sliders carry `data-weight`, their figures `data-figure`. */
export function createPainter(
  table: HTMLElement,
  weights: HTMLElement,
  decimals: Scheme['decimals'] = 2,
): Painter {
  const rows = [...table.querySelectorAll<HTMLElement>('[data-slot]')].map((element): Row => {
    const cell = (name: Cell) => {
      const found = element.querySelector<HTMLElement>(`[data-cell="${name}"]`) as HTMLElement;
      return [name, { element: found, text: textOf(found) }] as const;
    };
    return { element, cells: Object.fromEntries(CELLS.map(cell)) as Row['cells'] };
  });
  const sliders = [...weights.querySelectorAll<HTMLInputElement>('input[data-weight]')].map((input) => {
    const id = input.dataset.weight as string;
    const figure = weights.querySelector<HTMLElement>(`[data-figure="${CSS.escape(id)}"]`) as HTMLElement;
    return { id, input, figure: textOf(figure), shown: Number.NaN };
  });
  const set = (text: Text, value: string) => {
    if (text.data !== value) text.data = value;
  };
  const show = ({ element, cells }: Row, t: WhatIfTotal, grade: string | undefined) => {
    if (element.dataset.body !== t.id) {
      element.dataset.body = t.id;
      set(cells.name.text, t.title);
      cells.name.element.title = t.title;
    }
    set(cells.rank.text, rankText(t));
    set(cells.total.text, t.total === null ? '–' : t.total.toFixed(decimals));
    set(cells.change.text, signed(t.totalChange));
    set(cells.grade.text, grade ?? '');
    const way = t.totalChange > 0.005 ? 'up' : t.totalChange < -0.005 ? 'down' : '';
    if (cells.change.element.dataset.way !== way) cells.change.element.dataset.way = way;
    const bar = `${Math.min(100, t.total ?? 0).toFixed(1)}% 100%`;
    if (cells.name.element.style.backgroundSize !== bar) cells.name.element.style.backgroundSize = bar;
  };
  // asked in a frame, the browser would lay out twice: once for the answer, and once for what is written after it
  const view = { from: 0, to: rows.length };
  const look = () => {
    view.from = Math.floor(table.scrollTop / ROW);
    view.to = view.from + Math.ceil(table.clientHeight / ROW) + 1;
  };
  const sized = new ResizeObserver(look);
  sized.observe(table);
  // before whoever paints upon it
  table.addEventListener('scroll', look, { passive: true, capture: true });
  return {
    close() {
      sized.disconnect();
      table.removeEventListener('scroll', look, { capture: true });
    },
    paint(whatIf, { graded, all = false } = {}) {
      const { from, to } = all ? { from: 0, to: rows.length } : view;
      const { weights: now } = whatIf;
      const placed = placesOf(whatIf.totals);
      for (let i = from; i < to && i < placed.length; i++) {
        const t = placed[i] as WhatIfTotal;
        show(rows[i] as Row, t, graded ? graded.get(t.id) : t.grade?.title);
      }
      for (const slider of sliders) {
        const weight = Math.round((now.get(slider.id) ?? 0) * 10) / 10;
        if (slider.shown === weight) continue;
        slider.shown = weight;
        set(slider.figure, weight.toFixed(1));
        if (Number(slider.input.value) !== weight) slider.input.value = String(weight);
      }
    },
  };
}

/** By rank, those without one last; equal ranks keep the order of the objects. */
const placesOf = (totals: readonly WhatIfTotal[]): WhatIfTotal[] =>
  [...totals].sort((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9));

const rankText = ({ rank, rankChange }: WhatIfTotal): string =>
  rank === null
    ? '–'
    : rankChange === 0
      ? `${rank}`
      : `${rank} ${rankChange > 0 ? '↑' : '↓'}${Math.abs(rankChange)}`;

const signed = (by: number): string =>
  Math.abs(by) < 0.005 ? '–' : `${by > 0 ? '+' : '−'}${Math.abs(by).toFixed(2)}`;
