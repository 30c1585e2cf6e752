import type { CalendarService } from '../calendar/service.ts';
import type { MatterDeps } from '../cases/ports.ts';
import type { Feature } from '../feature.ts';
import type { Intents } from '../intents/service.ts';
import { clockBlocks } from './blocks.ts';
import { clocks } from './collections.ts';
import { ClockService } from './service.ts';

export { ClockService };

export function createClocks(
  deps: MatterDeps,
  calendar: CalendarService,
  intents: Intents,
): { feature: Feature; clocks: ClockService } {
  const service = new ClockService(deps, calendar, intents);
  calendar.onChange('clocks', (c) => service.recompute(c));
  return {
    clocks: service,
    feature: { name: 'clocks', collections: [clocks], routes: [], blocks: clockBlocks(deps, service) },
  };
}
