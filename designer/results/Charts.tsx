/** Radar and bars of one object beside the mean and the year before; the same numbers stand in a table. */
import { BarChart, RadarChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  RadarComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsCoreOption, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useMemo } from 'react';
import { Chart } from '../shared/Chart.tsx';
import type { ResultObject, ResultView } from './api.ts';
import { byRank } from './order.ts';
import { short, useText } from './text.ts';

use([BarChart, RadarChart, ...[GridComponent, LegendComponent, RadarComponent, TooltipComponent]]);
use([AriaComponent, SVGRenderer]);

const COLOURS = ['#9e1b20', '#5b636e', '#2b5797'];
/** Axes without which a radar says nothing. */
const LEAST_AXES = 3;

export default function Charts({ view, object }: { view: ResultView; object: ResultObject }) {
  const t = useText();
  const { before, mean } = view;
  const last = before?.objects[object.id];
  // the first level; of two criteria or one, what they are made of
  const top = object.score.nodes.filter((n) => n.depth === 0);
  const axes = top.length >= LEAST_AXES ? top : object.score.nodes.filter((n) => n.leaf);
  // what has no value is no 0: it stands in the table only
  const drawn = axes.filter((a) => a.normalised !== null);
  const series = [
    { name: object.title, of: (id: string) => axes.find((a) => a.id === id)?.normalised ?? null },
    { name: t('平均'), of: (id: string) => mean.nodes[id] ?? null },
    ...(before && last
      ? [
          {
            name: t('{year} 年', { year: before.year }),
            of: (id: string): number | null => last.nodes[id] ?? null,
          },
        ]
      : []),
  ];
  // nor is a line drawn that would pass through 0 where a value is missing
  const lines = series
    .map((s, i) => ({
      name: s.name,
      value: drawn.map((a) => s.of(a.id)),
      itemStyle: { color: COLOURS[i] },
      lineStyle: { color: COLOURS[i], width: i === 0 ? 2.5 : 1.5, type: i === 2 ? 'dashed' : 'solid' },
    }))
    .filter((line) => line.value.every((v) => v !== null));
  const label = t('各项得分');
  const shared = { animationDuration: 300, aria: { enabled: true }, color: COLOURS };
  const radar: EChartsCoreOption = {
    ...shared,
    // drawn last, so that it lies on top where lines meet
    legend: { data: lines.map((line) => line.name), bottom: 0, icon: 'rect', itemWidth: 12, itemHeight: 8 },
    tooltip: {},
    radar: {
      indicator: drawn.map((a) => ({ name: a.title, max: 100 })),
      radius: '62%',
      center: ['50%', '46%'],
      axisName: { color: '#1f2328', width: 84, overflow: 'break' },
    },
    series: [
      {
        type: 'radar',
        data: [...lines].reverse(),
        symbolSize: 4,
      },
    ],
  };
  const objects = byRank(view)
    .filter((o) => o.score.total !== null)
    .reverse();
  const bars: EChartsCoreOption = {
    ...shared,
    grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: { type: 'value', min: 0 },
    yAxis: {
      type: 'category',
      data: objects.map((o) => o.title),
      axisTick: { show: false },
      axisLabel: { color: '#1f2328' },
    },
    series: [
      {
        type: 'bar',
        name: t('得分'),
        barMaxWidth: 16,
        data: objects.map((o) => ({
          value: o.score.total,
          itemStyle: { color: o.id === object.id ? COLOURS[0] : '#c3cad4' },
        })),
        label: {
          show: true,
          position: 'right',
          fontSize: 11,
          color: '#5b636e',
          formatter: ({ value }: { value: number }) => value.toFixed(2),
        },
      },
    ],
  };
  // options are compared by identity: a chart drawn anew at each render would blink
  // biome-ignore lint/correctness/useExhaustiveDependencies: both follow from the view and the object
  const options = useMemo(() => ({ radar, bars }), [view, object, t]);
  return (
    <div className="jd-result-charts">
      {drawn.length >= LEAST_AXES && <Chart title={label} option={options.radar} height={300} />}
      <section className="jd-chart">
        <h2>{t('各项得分与平均、上年')}</h2>
        <table className="jd-table jd-result-beside">
          <thead>
            <tr>
              <th scope="col">{t('指标')}</th>
              {series.map((s) => (
                <th key={s.name} scope="col">
                  {s.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {axes.map((a) => (
              <tr key={a.id}>
                <th scope="row">{a.title}</th>
                {series.map((s) => {
                  const n = s.of(a.id);
                  return (
                    <td key={s.name} className="jd-number">
                      {n === null ? '–' : short(n)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {objects.length > 1 && (
        <div className="jd-result-wide">
          <Chart title={t('各对象得分')} option={options.bars} height={objects.length * 28 + 40} />
        </div>
      )}
    </div>
  );
}
