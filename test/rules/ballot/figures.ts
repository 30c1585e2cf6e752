import type { BallotRule } from '../../../rules/index.ts';

const satisfaction = [
  { id: 'satisfied', title: '满意', score: 100 },
  { id: 'basically', title: '基本满意', score: 60 },
  { id: 'unsatisfied', title: '不满意', score: 0 },
];
const half = { numerator: 1, denominator: 2 };
const unsatisfied = { id: 'unsatisfied', title: '不满意' };

/** 镇海: 满意 when 满意 is at least half of all members; 基本满意 when 满意 + 基本满意 is; else 不满意. */
export const zhenhai: BallotRule = {
  kind: 'ballot',
  id: 'zhenhai-year-end',
  title: '民生实事项目年终测评',
  questions: [{ id: 'project', title: '项目完成情况', choices: satisfaction }],
  denominator: 'all',
  outcomes: [
    { id: 'satisfied', title: '满意', when: { sumOf: ['satisfied'], atLeast: half } },
    { id: 'basically', title: '基本满意', when: { sumOf: ['satisfied', 'basically'], atLeast: half } },
  ],
  defaultOutcome: unsatisfied,
  secret: true,
  minGroup: 5,
  examples: [
    {
      title: '恰好半数',
      sheet: {
        electorate: 30,
        cast: 28,
        valid: 28,
        choices: { project: { satisfied: 15, basically: 10, unsatisfied: 3 } },
      },
      expect: { outcomes: { project: 'satisfied' } },
    },
    {
      title: '差一票',
      sheet: {
        electorate: 30,
        cast: 28,
        valid: 28,
        choices: { project: { satisfied: 14, basically: 1, unsatisfied: 13 } },
      },
      expect: { outcomes: { project: 'basically' } },
    },
    {
      title: '到会不足半数',
      sheet: { electorate: 30, cast: 14, valid: 14, choices: { project: { satisfied: 14 } } },
      expect: { outcomes: { project: 'unsatisfied' } },
    },
  ],
};

/** “两官”履职评议: passed when 满意 + 基本满意 is more than two thirds. */
export const twoThirds: BallotRule = {
  ...zhenhai,
  id: 'two-thirds',
  title: '履职评议测评',
  questions: [{ id: 'duty', title: '履职情况', choices: satisfaction }],
  denominator: 'present',
  outcomes: [
    {
      id: 'passed',
      title: '通过',
      when: { sumOf: ['satisfied', 'basically'], moreThan: { numerator: 2, denominator: 3 } },
    },
  ],
  defaultOutcome: { id: 'failed', title: '不通过' },
  examples: [],
};

/** 拱墅: four parts of 100 points; all full marks or all alike invalid; 5 highest and 5 lowest dropped. */
export const gongshu: BallotRule = {
  kind: 'ballot',
  id: 'gongshu-appraisal',
  title: '履职评议打分',
  questions: ['政治素质', '履职能力', '工作实绩', '廉洁自律'].map((title, i) => ({
    id: `part${i + 1}`,
    title,
    points: { min: 0, max: 100, step: 1 },
  })),
  denominator: 'valid',
  invalid: { allFullMarks: true, allAlike: true, incomplete: true },
  trimming: { highest: 5, lowest: 5 },
  secret: true,
  minGroup: 5,
};

/** 双测评: of process and of result; 不满意 on either is seen apart. */
export const double: BallotRule = {
  kind: 'ballot',
  id: 'double-appraisal',
  title: '代表建议办理双测评',
  questions: [
    { id: 'process', title: '办理过程', choices: satisfaction },
    { id: 'result', title: '办理结果', choices: satisfaction },
  ],
  denominator: 'valid',
  outcomes: [
    { id: 'satisfied', title: '满意', when: { sumOf: ['satisfied'], moreThan: half } },
    { id: 'basically', title: '基本满意', when: { sumOf: ['satisfied', 'basically'], moreThan: half } },
  ],
  defaultOutcome: unsatisfied,
  invalid: { incomplete: true },
  secret: false,
};

/** 大会票决: n of m projects, more votes first, more than half of those present. */
export const selection: BallotRule = {
  kind: 'ballot',
  id: 'project-vote',
  title: '民生实事项目票决',
  selection: { places: 2, moreThan: half },
  objects: ['a', 'b', 'c', 'd'].map((id) => ({ id, title: `项目${id}` })),
  denominator: 'present',
  secret: true,
  minGroup: 3,
};
