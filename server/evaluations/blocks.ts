/** evaluation.run: scores, ranks and grades of a scheme over the case's congress and year, into a variable. */
import { z } from 'zod';
import type { Json } from '../../engine/engine.ts';
import type { Block, BlockRun } from '../blocks/block.ts';
import { BlockError } from '../blocks/error.ts';
import type { Case } from '../cases/collections.ts';
import { HttpProblem } from '../http/problem.ts';
import type { Op } from '../store/port.ts';
import { gradeRulesFor, schemeFor } from './documents.ts';
import { gradeFor } from './evaluate.ts';
import { resultOp } from './results/keep.ts';
import type { EvaluationService } from './service.ts';

const Id = z.string().min(1).max(64);
const Weights = z.record(z.string(), z.number().min(0).max(100));
const Schema = z.object({
  scheme: z.string().min(1),
  objects: z
    .array(z.union([Id, z.object({ id: Id, title: z.string().min(1).max(200) })]))
    .max(2000)
    .optional(),
  /** As the round's result variable has them, or that variable itself. */
  weights: z.union([z.object({ weights: Weights }).transform((r) => r.weights), Weights]).optional(),
  result: z.string().min(1),
  package: z.string().min(1).optional(),
  year: z.coerce.number().int().min(1990).max(2100).optional(),
});
type Input = z.output<typeof Schema>;

export function evaluationBlocks(service: EvaluationService): Block[] {
  async function resultOf(
    input: Input,
    c: Case,
    jobKey: string,
    params: unknown,
  ): Promise<{ variable: Json; op: Op }> {
    const { releases } = service.deps;
    const packageId = input.package ?? c.packageId;
    // of its own package the case's release: the scheme does not shift under a case that runs
    const release =
      packageId === c.packageId ? await releases.get(c.releaseId) : await releases.currentOf(packageId);
    if (!release) throw new BlockError(`流程“${packageId}”没有发布的版本。`, 'package');
    const year = input.year ?? c.year;
    // of its own package the parameters that the case began with
    const own = packageId === c.packageId && typeof params === 'object' && params !== null;
    const parameters = own ? (params as Record<string, unknown>) : release.parameters(c.orgPath);
    const { weights } = input;
    const scheme = schemeFor(release, input.scheme, { parameters, ...(weights ? { weights } : {}) });
    const path = c.orgPath;
    const cases = await service.casesOf(packageId, year, path);
    const e = await service.evaluate(
      {
        ...{ scheme, packageId, year, path, cases, caseId: c.id },
        ...(input.objects ? { objects: input.objects.map(named) } : {}),
      },
      gradeRulesFor(release, scheme),
    );
    const objects = e.scores.map((s) => {
      const grade = gradeFor(e, s.id);
      return {
        ...{ id: s.id, title: s.title, total: s.total, base: s.base, rank: s.rank },
        ...{ grade: grade?.id ?? null, gradeTitle: grade?.title ?? null },
        ...{ veto: s.veto?.title ?? null },
      };
    });
    const lead = objects.find((o) => o.id === c.lead) ?? null;
    const at = service.deps.clock.now();
    const weightsOf = weights ? await service.weightsOf(c.id, weights) : undefined;
    return {
      variable: { scheme: scheme.id, release: release.id, year, result: jobKey, objects, lead },
      op: resultOp({
        ...{ jobKey, c, release, year, at, evaluation: e, name: input.result },
        ...(weightsOf ? { weightsOf } : {}),
      }),
    };
  }

  const named = (o: string | { id: string; title: string }) => {
    if (typeof o !== 'string') return o;
    const org = service.deps.directory.org(o);
    if (!org) throw new BlockError(`评价对象“${o}”不是目录中的单位，请改为单位，或写明名称。`, 'objects');
    return { id: o, title: org.shortName };
  };

  const run: Block<Input> = {
    type: 'evaluation.run',
    title: '综合评价',
    description: '按评价指标体系计算得分、名次和等次，保存评价结果及其依据，写入变量',
    inputs: [
      { name: 'scheme', title: '指标体系', as: 'either', type: 'scheme', required: true },
      { name: 'result', title: '结果变量', as: 'fixed', type: 'text', required: true },
      { name: 'package', title: '所评流程', description: '默认为本流程', as: 'fixed', type: 'package' },
      {
        name: 'objects',
        title: '评价对象',
        description: '单位标识的列表，或含 id 和 title 的列表；默认为有数据的全部单位',
        as: 'feel',
        type: 'text',
      },
      {
        name: 'weights',
        title: '权重',
        description: '赋权轮次的结果变量；默认为指标体系自己的权重',
        as: 'feel',
        type: 'text',
      },
      { name: 'year', title: '年度', description: '默认为本事项的年度', as: 'either', type: 'number' },
    ],
    schema: Schema,
    sets: ['<result>'],
    async run({ input, caseId, jobKey, variables }: BlockRun<Input>) {
      const c = await service.deps.store.get<Case>('cases', caseId);
      if (!c) throw new BlockError(`事项 ${caseId} 不存在。`);
      try {
        const { variable, op } = await resultOf(input, c, jobKey, variables.params);
        return { ops: [op], variables: { [input.result]: variable } };
      } catch (e) {
        if (e instanceof HttpProblem) throw new BlockError(e.message, 'scheme');
        throw e;
      }
    },
  };
  return [run];
}
