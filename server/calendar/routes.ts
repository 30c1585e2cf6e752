import { z } from 'zod';
import { localDateSchema } from '../../rules/index.ts';
import { notFound } from '../http/problem.ts';
import { type AnyRoute, route } from '../http/route.ts';
import { CalendarYearViewSchema, ConfirmYearSchema, EditDaySchema, RecomputedSchema } from './schemas.ts';
import type { CalendarService } from './service.ts';

const YearParams = z.object({ year: z.coerce.number().int().min(1990, '年份无效').max(2100, '年份无效') });
const DateParams = z.object({ date: localDateSchema });
const EDIT = { permission: 'calendar.edit' } as const;

export function calendarRoutes(calendar: CalendarService): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/calendar/:year',
      summary: 'Days of a year that differ from the week, with their source',
      tag: 'calendar',
      access: 'session',
      params: YearParams,
      response: CalendarYearViewSchema,
      handler: async ({ params }) => calendar.year(params.year),
    }),
    route({
      method: 'put',
      path: '/api/calendar/days/:date',
      summary: 'Sets a day; running clocks and due dates are recomputed',
      tag: 'calendar',
      access: EDIT,
      params: DateParams,
      body: EditDaySchema,
      response: RecomputedSchema,
      handler: ({ params, body, actor }) => calendar.setDay(actor, { id: params.date, ...body }),
    }),
    route({
      method: 'delete',
      path: '/api/calendar/days/:date',
      summary: 'Takes a day off the table',
      tag: 'calendar',
      access: EDIT,
      params: DateParams,
      response: RecomputedSchema,
      handler: async ({ params, actor }) => {
        const year = calendar.year(Number(params.date.slice(0, 4)));
        if (!year.days.some((d) => d.date === params.date && d.source === 'override')) {
          throw notFound('该日的设置');
        }
        return calendar.removeDay(actor, params.date);
      },
    }),
    route({
      method: 'put',
      path: '/api/calendar/years/:year',
      summary: 'Says whether the notice of a year has been entered completely',
      tag: 'calendar',
      access: EDIT,
      params: YearParams,
      body: ConfirmYearSchema,
      response: RecomputedSchema,
      handler: ({ params, body, actor }) => calendar.confirmYear(actor, params.year, body.confirmed),
    }),
  ];
}
