/** The progress line of the sample load: rewritten in place on a terminal, a line for every quarter elsewhere. */
import { daysBetween } from '../clock/days.ts';

export interface Progress {
  /** A local date that the load has reached. */
  at(date: string): void;
  end(text: string): void;
}

export function progressLine(o: { from: string; to: string; out?: NodeJS.WriteStream }): Progress {
  const out = o.out ?? process.stdout;
  const days = Math.max(1, daysBetween(o.from, o.to));
  let told = -1;
  return {
    at(date) {
      const percent = Math.min(99, Math.floor((daysBetween(o.from, date) / days) * 100));
      const step = out.isTTY ? percent : percent - (percent % 25);
      if (step <= told) return;
      told = step;
      const text = `正在载入示例数据，按日期真实办理一遍：${date.slice(0, 7)}，${String(step).padStart(2)}%`;
      out.write(out.isTTY ? `\r${text} ` : `${text}\n`);
    },
    end(text) {
      out.write(out.isTTY ? `\r${text.padEnd(60)}\n` : `${text}\n`);
    },
  };
}
