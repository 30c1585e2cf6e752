/** Shapes of the rule editors' API: the rule files of a package, their draft and versions. */
import { z } from 'zod';
import type { CountedRound } from '../../rules/weighting/types.ts';

const path = z.string().regex(/^rules\/[a-z0-9][a-z0-9-]{0,63}\.json$/, '应为 rules/ 下的 .json 文件');
export const RuleFiles = z.record(path, z.string().max(2_000_000));

export const RuleDeskView = z.object({
  packageId: z.string(),
  title: z.string(),
  release: z.object({ id: z.string(), number: z.number(), publishedAt: z.string(), publishedBy: z.string() }),
  /** Rule files in force: path → text. */
  released: z.record(z.string(), z.string()),
  /** Files in force that rules refer to and rule editors do not change: the manifest, the registers. */
  beside: z.record(z.string(), z.string()),
  /** Changed files of the draft. */
  changed: z.record(z.string(), z.string()),
  /** Revision of the draft; 0: nothing changed. Pass back when saving. */
  rev: z.number(),
  updatedAt: z.string().nullable(),
  updatedByName: z.string().nullable(),
  /** Whether the release in force changed the same files since the draft was begun. */
  outdated: z.array(z.string()),
  may: z.object({ edit: z.boolean(), publish: z.boolean() }),
});
export type RuleDeskView = z.infer<typeof RuleDeskView>;

export const SaveRules = z.strictObject({
  files: RuleFiles,
  /** Files whose changes are given up: as in force again, or gone where they are new. */
  undo: z.array(path).max(200).default([]),
  rev: z.int().min(0),
});
export type SaveRules = z.infer<typeof SaveRules>;
export const PublishRules = z.strictObject({
  rev: z.int().min(1),
  reason: z.string().trim().min(1, '请写明发布原因').max(500, '不超过 500 字'),
});
export const PublishedRules = z.object({ releaseId: z.string(), number: z.number() });

export const RuleVersions = z.object({
  items: z.array(
    z.object({
      releaseId: z.string(),
      number: z.number(),
      at: z.string(),
      byName: z.string(),
      reason: z.string(),
      current: z.boolean(),
      text: z.string(),
    }),
  ),
});
export type RuleVersion = z.infer<typeof RuleVersions>['items'][number];

const Computed = z.record(z.string(), z.unknown());
export const WeightingViews = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      caseTitle: z.string(),
      orgName: z.string(),
      closedAt: z.string(),
      /** Whether there is anything to take: papers that count, and enough of them to be told. */
      usable: z.boolean(),
      /** `WeightingSheet` and `WeightingResult` of rules/weighting. */
      sheet: Computed,
      result: Computed,
    }),
  ),
});
export type WeightingView = Omit<z.infer<typeof WeightingViews>['items'][number], 'sheet' | 'result'> &
  CountedRound;
