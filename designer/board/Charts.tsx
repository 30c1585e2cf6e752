/** Charts of the board; loaded on demand, with only the parts of echarts that they use. */
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { Chart } from '../shared/Chart.tsx';
import type { BoardRow, BoardView, Chosen } from './api.ts';
import { useText } from './text.ts';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

const COLOURS = ['#2b5797', '#9e1b20', '#6f8f5f', '#b7791f', '#5b636e'];
/** Height of one body's bars and of what is around them, in pixels. */
const BAR = 16;
const AROUND = 76;

export default function Charts({ board, onOpen }: { board: BoardView; onOpen: (chosen: Chosen) => void }) {
  const t = useText();
  // echarts draws the first category at the bottom
  const known = (r: BoardRow) =>
    r.total !== null || board.figures.some((f) => r.figures[f.id]?.value != null);
  const rows = board.rows.filter(known).sort((a, b) => (a.total ?? -1) - (b.total ?? -1));
  if (rows.length === 0) return null;
  const names = rows.map((r) => r.name);
  const grid = { left: 8, right: 48, top: 36, bottom: 8, containLabel: true };
  const axes = {
    yAxis: { type: 'category', data: names, axisTick: { show: false }, axisLabel: { color: '#1f2328' } },
    animationDuration: 300,
    aria: { enabled: true },
    color: COLOURS,
  };
  const label = { show: true, position: 'right', fontSize: 11, color: '#5b636e' };
  const twoPlaces = { ...label, formatter: ({ value }: { value: number }) => value.toFixed(2) };
  const shares: EChartsCoreOption = {
    ...axes,
    xAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%' } },
    grid,
    legend: { top: 4, left: 0, icon: 'rect', itemWidth: 12, itemHeight: 8 },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: percentText(t('无数据')) },
    series: board.figures.map(({ id, title }) => ({
      type: 'bar',
      name: title,
      barMaxWidth: 12,
      data: rows.map((r) => r.figures[id]?.value ?? null),
    })),
  };
  const scores: EChartsCoreOption = {
    ...axes,
    xAxis: { type: 'value', min: 0, max: 100 },
    grid: { ...grid, top: 8 },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    series: [
      { type: 'bar', name: t('得分'), barMaxWidth: 16, data: rows.map((r) => r.total), label: twoPlaces },
    ],
  };
  const open = (of: string, title: string, share: boolean, item: number) => {
    const row = rows[item];
    if (row) onOpen({ body: row.id, of, title: t('{body}：{name}', { body: row.name, name: title }), share });
  };
  return (
    <div className="jd-board-charts">
      {board.figures.length > 0 && (
        <Chart
          title={board.figures.map((f) => f.title).join('、')}
          option={shares}
          height={rows.length * (BAR * board.figures.length + 10) + AROUND}
          onChoose={(series, item) => {
            const figure = board.figures[series];
            if (figure) open(`figure.${figure.id}`, figure.title, true, item);
          }}
        />
      )}
      {board.scheme && (
        <Chart
          title={t('各单位得分')}
          option={scores}
          height={rows.length * (BAR * Math.max(2, board.figures.length) + 10) + AROUND}
          onChoose={(_, item) => open('count.total', t('总数'), false, item)}
        />
      )}
    </div>
  );
}

const percentText = (none: string) => (value: unknown) =>
  typeof value === 'number' ? `${Math.round(value * 10) / 10}%` : none;
