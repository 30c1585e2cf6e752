/** A chart of echarts in a box; its pages load it on demand and register the parts that they use. */
import { type EChartsCoreOption, init } from 'echarts/core';
import { useEffect, useRef } from 'react';

export function Chart(props: {
  title: string;
  option: EChartsCoreOption;
  height: number;
  onChoose?: (series: number, item: number) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const choose = useRef(props.onChoose);
  choose.current = props.onChoose;
  const { option, height } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chart takes its size from the box
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const chart = init(element, undefined, { renderer: 'svg' });
    chart.setOption(option);
    chart.on('click', (e) => choose.current?.(e.seriesIndex ?? 0, e.dataIndex));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option, height]);
  return (
    <section className="jd-chart">
      <h2>{props.title}</h2>
      <div ref={box} style={{ height }} />
    </section>
  );
}
