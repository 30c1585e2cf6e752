/** evaluation.run: scores, ranks and grades of a scheme over the case's congress and year, into a variable. */
import { z } from 'zod';
import type { Json } from '../../engine/engine.ts';
import type { Block, BlockRun } from '../blocks/block.ts';
import { BlockError } from '../blocks/error.ts';
import type { Case } from '../cases/collections.ts';
import { HttpProblem } from '../http/problem.ts';
import { gradeRulesFor, schemeFor } from './documents.ts';
import { gradeFor } from './evaluate.ts';
import type { EvaluationService } from './service.ts';

const Schema = z.object({
  scheme: z.string().min(1),
  result: z.string().min(1),
  package: z.string().min(1).optional(),
  year: z.coerce.number().int().min(1990).max(2100).optional(),
});
type Input = z.output<typeof Schema>;

export function evaluationBlocks(service: EvaluationService): Block[] {
  async function resultOf(input: Input, c: Case): Promise<Json> {
    const { releases } = service.deps;
    const packageId = input.package ?? c.packageId;
    // of its own package the case's release: the scheme does not shift under a case that runs
    const release =
      packageId === c.packageId ? await releases.get(c.releaseId) : await releases.currentOf(packageId);
    if (!release) throw new BlockError(`流程“${packageId}”没有发布的版本。`, 'package');
    const year = input.year ?? c.year;
    const scheme = schemeFor(release, input.scheme);
    const cases = await service.casesOf(packageId, year, c.orgPath);
    const e = await service.evaluate(cases, scheme, gradeRulesFor(release, scheme));
    const objects = e.scores.map((s) => {
      const grade = gradeFor(e, s.id);
      return {
        ...{ id: s.id, title: s.title, total: s.total, rank: s.rank },
        ...{ grade: grade?.id ?? null, gradeTitle: grade?.title ?? null },
      };
    });
    const lead = objects.find((o) => o.id === c.lead) ?? null;
    return { scheme: scheme.id, release: release.id, year, objects, lead };
  }

  const run: Block<Input> = {
    type: 'evaluation.run',
    title: '综合评价',
    description: '按评价指标体系计算本级本年度各单位的得分、名次和等次，写入变量',
    inputs: [
      { name: 'scheme', title: '指标体系', as: 'fixed', type: 'scheme', required: true },
      { name: 'result', title: '结果变量', as: 'fixed', type: 'text', required: true },
      { name: 'package', title: '所评流程', description: '默认为本流程', as: 'fixed', type: 'package' },
      { name: 'year', title: '年度', description: '默认为本事项的年度', as: 'either', type: 'number' },
    ],
    schema: Schema,
    sets: ['<result>'],
    async run({ input, caseId }: BlockRun<Input>) {
      const c = await service.deps.store.get<Case>('cases', caseId);
      if (!c) throw new BlockError(`事项 ${caseId} 不存在。`);
      try {
        return { ops: [], variables: { [input.result]: await resultOf(input, c) } };
      } catch (e) {
        if (e instanceof HttpProblem) throw new BlockError(e.message, 'scheme');
        throw e;
      }
    },
  };
  return [run];
}
