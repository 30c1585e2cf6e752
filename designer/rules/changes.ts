/** What differs between two versions of a rule document, one sentence each. */
import { describeCondition } from '../../rules/conditions/describe.ts';
import type { RuleSet } from '../../rules/ruleset/types.ts';
import { diffSchemes, type SchemeChange } from '../../rules/scheme/diff.ts';
import type { Scheme } from '../../rules/scheme/types.ts';
import { isBallotRule, isRuleSet, isScheme, isWeightingRule, readJson } from './documents.ts';
import { ballotChanges, weightingChanges } from './rule-words.ts';

const FIELDS: Record<string, string> = {
  title: '名称',
  weight: '权重',
  description: '说明',
  direction: '方向',
  unit: '单位',
  scale: '计分方式',
  missing: '没有数据时的处理',
  source: '数据来源',
  facts: '事实目录',
  conditions: '共用条件',
  ties: '并列名次',
  decimals: '小数位',
  grades: '等次',
  gradeRules: '等次规则集',
  objectKind: '评价对象',
  children: '下级指标',
  weightsFrom: '赋权结果',
  adjustments: '加减分项',
  adjustmentCaps: '加减分上限',
  vetoes: '一票否决项',
  localNumbers: '由参数确定的数值',
  kind: '种类',
  points: '分值',
  when: '适用条件',
  cap: '上限',
  grade: '等次',
  atMost: '最高得分',
};

const LISTS: Record<string, string> = { adjustments: '加减分项', vetoes: '一票否决项' };

function sentence(c: SchemeChange): string {
  const list = LISTS[c.field ?? ''];
  if (list && c.kind === 'added') return `新增${list}“${c.title}”`;
  if (list && c.kind === 'removed') return `删去${list}“${c.title}”`;
  if (list) return `${list}的先后顺序有改动`;
  if (c.kind === 'added') return `新增指标“${c.title}”，权重 ${String(c.to)}`;
  if (c.kind === 'removed') return `删去指标“${c.title}”，原权重 ${String(c.from)}`;
  if (c.kind === 'moved') return `指标“${c.title}”移到了别处`;
  if (c.field === 'weightsFrom') {
    const named = (v: unknown) => (v as Scheme['weightsFrom'])?.title;
    const [from, to] = [named(c.from), named(c.to)];
    if (!to) return `权重不再注明采用“${from}”的赋权结果`;
    return `权重采用“${to}”的赋权结果${from && from !== to ? `，原为“${from}”` : ''}`;
  }
  const field = FIELDS[c.field ?? ''] ?? c.field;
  const simple = (v: unknown) => typeof v === 'string' || typeof v === 'number';
  const values = simple(c.from) && simple(c.to) ? `由 ${c.from} 改为 ${c.to}` : '有改动';
  return `“${c.title}”的${field}${values}`;
}

export const schemeSentences = (changes: readonly SchemeChange[]): string[] => changes.map(sentence);

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function ruleChanges(before: RuleSet, after: RuleSet): string[] {
  const old = new Map(before.rules.map((r) => [r.name, r]));
  const now = new Set(after.rules.map((r) => r.name));
  const lines = after.rules.flatMap((rule) => {
    const was = old.get(rule.name);
    if (!was) return [`新增规则“${rule.title}”`];
    const said: string[] = [];
    if (was.title !== rule.title) said.push(`规则“${was.title}”改名为“${rule.title}”`);
    if (!same(was.conditions, rule.conditions)) {
      const text = (s: RuleSet, r: typeof rule) =>
        describeCondition(r.conditions, { facts: s.facts, shared: s.conditions ?? [] });
      said.push(`“${rule.title}”的条件由“${text(before, was)}”改为“${text(after, rule)}”`);
    }
    if (!same(was.event, rule.event)) said.push(`“${rule.title}”的结果有改动`);
    if ((was.priority ?? 1) !== (rule.priority ?? 1))
      said.push(`“${rule.title}”的优先级由 ${was.priority ?? 1} 改为 ${rule.priority ?? 1}`);
    if ((was.enabled ?? true) !== (rule.enabled ?? true))
      said.push(`${rule.enabled === false ? '停用' : '启用'}规则“${rule.title}”`);
    return said;
  });
  for (const rule of before.rules) if (!now.has(rule.name)) lines.push(`删去规则“${rule.title}”`);
  if (before.title !== after.title) lines.push(`名称由“${before.title}”改为“${after.title}”`);
  if (before.combine !== after.combine) lines.push('命中多条时的办法有改动');
  if (!same(before.defaultOutcome, after.defaultOutcome)) lines.push('没有规则命中时的结果有改动');
  if (!same(before.facts, after.facts)) lines.push('事实目录有改动');
  if (!same(before.conditions, after.conditions)) lines.push('共用条件有改动');
  if (!same(before.tests, after.tests)) lines.push('测试有改动');
  return lines;
}

/** Empty: nothing differs. */
export function changesBetween(before: string | undefined, after: string): string[] {
  if (before === after) return [];
  if (before === undefined) return ['新建的规则'];
  const [a, b] = [readJson(before), readJson(after)];
  if (isScheme(a) && isScheme(b)) return schemeSentences(diffSchemes(a, b));
  if (isRuleSet(a) && isRuleSet(b)) return ruleChanges(a, b);
  const told =
    isBallotRule(a) && isBallotRule(b)
      ? ballotChanges(a, b)
      : isWeightingRule(a) && isWeightingRule(b)
        ? weightingChanges(a, b)
        : [];
  if (told.length > 0) return told;
  return same(a, b) ? [] : ['内容有改动'];
}
