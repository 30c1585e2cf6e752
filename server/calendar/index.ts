import type { MatterDeps } from '../cases/ports.ts';
import type { Feature } from '../feature.ts';
import { calendarDays, calendarYears } from './collections.ts';
import { calendarRoutes } from './routes.ts';
import { CalendarService } from './service.ts';

export { CalendarService };

export function createCalendarFeature(deps: MatterDeps): { feature: Feature; calendar: CalendarService } {
  const calendar = new CalendarService(deps);
  return {
    calendar,
    feature: {
      name: 'calendar',
      collections: [calendarDays, calendarYears],
      routes: calendarRoutes(calendar),
      start: async () => {
        await calendar.load();
        await calendar.recompute();
      },
    },
  };
}
