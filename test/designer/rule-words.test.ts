/** What a rule editor reads before publishing: each change of a voting or weighting rule in the words of its form. */
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../designer/rules/changes.ts';
import { READY_BALLOTS } from '../../rules/index.ts';

const ballot = READY_BALLOTS.find((r) => r.title.includes('三分之二'))!;
const weighting = {
  ...{ kind: 'weighting', id: 'w', title: '代表赋权', scheme: 's', share: 60, secret: true, minGroup: 5 },
  by: { method: 'direct', mean: { kind: 'mean' } },
};
const told = (before: object, change: object) =>
  changesBetween(JSON.stringify(before), JSON.stringify({ ...before, ...change }));

describe('changes of a voting rule', () => {
  it.each([
    [{ title: '街道测评' }, [`名称由“${ballot.title}”改为“街道测评”`]],
    [{ denominator: 'all' }, ['计票基数由“到会人数”改为“全体应投票人”']],
    [
      {
        outcomes: [
          {
            ...ballot.outcomes![0]!,
            when: { sumOf: ['satisfied'], atLeast: { numerator: 3, denominator: 4 } },
          },
        ],
      },
      ['结果的门槛由“满意＋基本满意超过 2/3 为通过”改为“满意达到 3/4 为通过”'],
    ],
    [{ invalid: { blank: false, allAlike: true } }, ['作废的选票由“空白”改为“全部相同”']],
    [{ turnout: { numerator: 1, denominator: 2 } }, ['最低参加率由“不要求”改为“1/2”']],
    [{ secret: false, paper: 'beside' }, ['投票方式由“无记名”改为“记名”', '纸质票由“不收”改为“单独列出”']],
    [{ examples: [] }, ['算例有改动']],
    [{}, []],
  ])('%j', (change, expected) => expect(told(ballot, change)).toEqual(expected));
});

describe('changes of a weighting rule', () => {
  it.each([
    [{ share: 100 }, ['代表权重的占比由“60%”改为“100%”']],
    [
      { by: { method: 'ahp', randomIndex: 'saaty1980', limit: 0.1, above: 'refuse', group: 'judgements' } },
      ['赋权方法由“直接分配，取平均数”改为“两两比较，一致性比率上限 0.1，超过的不能提交，合并判断”'],
    ],
    [{ scheme: 'other' }, ['所赋权的指标体系有改动']],
  ])('%j', (change, expected) => expect(told(weighting, change)).toEqual(expected));
});
