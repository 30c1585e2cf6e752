import { z } from 'zod';
import { type AnyRoute, route } from '../../http/route.ts';
import { renderReport } from './report.ts';
import * as s from './schemas.ts';
import type { ResultService } from './service.ts';
import { renderTable } from './table.ts';

const tag = 'evaluations';
const access = { permission: 'board.read' } as const;
const byId = z.object({ id: z.string().min(1).max(100) });

const FILES = {
  'report.docx': {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    name: '评价报告.docx',
    render: renderReport,
  },
  'table.xlsx': {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: '评价得分表.xlsx',
    render: renderTable,
  },
};

export function resultRoutes(results: ResultService): AnyRoute[] {
  const downloads = Object.entries(FILES).map(([end, file]) =>
    route({
      method: 'get',
      path: `/api/evaluation-results/:id/${end}`,
      summary: `A result as ${end.split('.')[1]}, of what the person sees`,
      tag,
      access,
      params: byId,
      handler: async ({ actor, params, res }) => {
        const view = await results.view(actor, params.id);
        const bytes = await file.render(view);
        const name = `${view.year}年度${view.schemeTitle}${file.name}`.replace(/[/\\:*?"<>|\p{Cc}]/gu, '_');
        res.setHeader('Content-Type', file.type);
        res.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
        res.end(bytes);
        return undefined;
      },
    }),
  );
  return [
    route({
      method: 'get',
      path: '/api/evaluation-results',
      summary: 'Results of evaluations, newest first',
      tag,
      access,
      query: s.ResultListQuery,
      response: s.ResultPage,
      handler: ({ actor, query }) => results.list(actor, query),
    }),
    route({
      method: 'get',
      path: '/api/evaluation-results/:id',
      summary: 'One result, with the mean and the year before',
      tag,
      access,
      params: byId,
      response: s.ResultView,
      handler: async ({ actor, params }) =>
        (await results.view(actor, params.id)) as unknown as z.input<typeof s.ResultView>,
    }),
    route({
      method: 'get',
      path: '/api/evaluation-results/:id/evidence',
      summary: 'What a number of a result is of: cases, register entries, a round, a row of data',
      tag,
      access,
      params: byId,
      query: s.EvidenceQuery,
      response: s.EvidenceView,
      handler: async ({ actor, params, query }) =>
        (await results.evidence(actor, params.id, query)) as unknown as z.input<typeof s.EvidenceView>,
    }),
    ...downloads,
  ];
}
