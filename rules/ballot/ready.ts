/**
 * Voting rules to begin with (现成规则): each is a whole document with worked examples that are part of the tests, and says
 * where its numbers come from and what is assumed. They are data; a locality changes them in the editor.
 */
import type { BallotExample, BallotRule, Choice } from './types.ts';

const HALF = { numerator: 1, denominator: 2 };
const TWO_THIRDS = { numerator: 2, denominator: 3 };
const CHOICES: readonly Choice[] = [
  { id: 'satisfied', title: '满意', score: 100 },
  { id: 'basic', title: '基本满意', score: 80 },
  { id: 'unsatisfied', title: '不满意', score: 0 },
];
const UNSATISFIED = { id: 'unsatisfied', title: '不满意' };

/** An example of one question `overall`: satisfied, basic, unsatisfied, of so many voters. */
const tally = (
  title: string,
  [electorate, present, cast]: readonly [number, number, number],
  [satisfied, basic, unsatisfied]: readonly [number, number, number],
  outcome: string,
): BallotExample => ({
  title,
  sheet: {
    electorate,
    present,
    cast,
    valid: satisfied + basic + unsatisfied,
    choices: { overall: { satisfied, basic, unsatisfied } },
  },
  expect: { outcomes: { overall: outcome } },
});

const zhenhai: BallotRule = {
  kind: 'ballot',
  id: 'year-end-satisfaction',
  title: '民生实事项目年终满意度测评（镇海）',
  description:
    '来源：宁波市镇海区人大民生实事项目年终测评规则。满意票达到全体代表的半数为满意；满意与基本满意票相加达到半数为基本满意；其余为不满意。比例以全体代表为基数，缺席、弃权和无效票都不减少基数。各选项折算的分值（100、80、0）为本系统所设，只用于显示平均分。',
  questions: [{ id: 'overall', title: '项目完成情况', choices: CHOICES }],
  denominator: 'all',
  outcomes: [
    { id: 'satisfied', title: '满意', when: { sumOf: ['satisfied'], atLeast: HALF } },
    { id: 'basic', title: '基本满意', when: { sumOf: ['satisfied', 'basic'], atLeast: HALF } },
  ],
  defaultOutcome: UNSATISFIED,
  secret: true,
  minGroup: 5,
  examples: [
    tally('满意票恰为全体的半数', [300, 280, 270], [150, 70, 50], 'satisfied'),
    tally('差一票', [300, 280, 270], [149, 1, 120], 'basic'),
    tally('到会的都满意，但不足全体半数', [300, 149, 149], [149, 0, 0], 'unsatisfied'),
    tally('相加仍差一票', [300, 280, 270], [100, 49, 121], 'unsatisfied'),
  ],
};

const PARTS = ['第一部分', '第二部分', '第三部分', '第四部分'];
const points = (...p: readonly number[]) => ({
  answers: Object.fromEntries(p.map((x, i) => [`part${i + 1}`, x])),
});
const gongshu: BallotRule = {
  kind: 'ballot',
  id: 'appraisal-points',
  title: '履职评议打分（拱墅）',
  description:
    '来源：杭州市拱墅区人大“两官”履职评议计分办法：四个部分各 100 分；全部打满分、全部打相同分的选票作废；去掉五个最高分和五个最低分后取平均。所知材料没有写明的，按以下理解：最高、最低分按每张票四部分的总分去掉；漏打一部分的选票作废；四部分权重相同；分数为整数。四个部分的名称请按当地办法填写。',
  questions: PARTS.map((title, i) => ({
    id: `part${i + 1}`,
    title,
    points: { min: 0, max: 100, step: 1 },
  })),
  denominator: 'valid',
  invalid: { allFullMarks: true, allAlike: true, incomplete: true },
  trimming: { highest: 5, lowest: 5, by: 'object' },
  secret: true,
  minGroup: 5,
  examples: [
    {
      title: '去掉五个最高分和五个最低分，作废的不算在内',
      sheet: { electorate: 30, present: 28, cast: 23, valid: 20 },
      ballots: [
        { times: 5, ...points(98, 97, 96, 95) },
        { times: 5, ...points(40, 50, 60, 55) },
        { times: 6, ...points(90, 85, 80, 88) },
        { times: 4, ...points(80, 85, 90, 78) },
        { times: 2, ...points(100, 100, 100, 100) },
        { times: 1, ...points(60, 60, 60, 60) },
      ],
      expect: { scores: { part1: 86, part2: 85, part3: 84, part4: 84 } },
    },
    {
      title: '有效票只有十张：去掉以后没有分数',
      sheet: { electorate: 30, present: 12, cast: 10, valid: 10 },
      ballots: [{ times: 10, ...points(90, 85, 80, 88) }],
    },
  ],
};

const shenzhen: BallotRule = {
  kind: 'ballot',
  id: 'special-report-satisfaction',
  title: '专项工作报告满意度测评（深圳）',
  description:
    '来源：深圳市人大常委会专项工作报告满意度测评规则（2011 年 10 月 31 日通过）第六、七条：分满意、基本满意、不满意三个等次；无记名投票；不选择、多选择的投票无效，不纳入计票范围。第八条关于等次如何确定的原文未能核对，以下为假定：以有效票为基数，满意票超过半数为满意；满意与基本满意票相加超过半数为基本满意；其余为不满意。使用前请对照现行规则。',
  questions: [{ id: 'overall', title: '总体评价', choices: CHOICES }],
  denominator: 'valid',
  outcomes: [
    { id: 'satisfied', title: '满意', when: { sumOf: ['satisfied'], moreThan: HALF } },
    { id: 'basic', title: '基本满意', when: { sumOf: ['satisfied', 'basic'], moreThan: HALF } },
  ],
  defaultOutcome: UNSATISFIED,
  invalid: { blank: true, several: 'ballot' },
  secret: true,
  minGroup: 5,
  examples: [
    tally('无效票不进基数：40 张有效票中 21 张满意', [50, 48, 46], [21, 10, 9], 'satisfied'),
    tally('恰好一半不是超过', [50, 48, 46], [20, 11, 9], 'basic'),
    tally('相加恰好一半', [50, 48, 40], [10, 10, 20], 'unsatisfied'),
  ],
};

const twoThirds: BallotRule = {
  kind: 'ballot',
  id: 'duty-appraisal',
  title: '履职评议测评（满意和基本满意超过三分之二）',
  description:
    '来源：各地“两官”履职评议办法：满意与基本满意票相加超过三分之二为通过。三分之二的基数各地不同（全体、到会、有效票），这里以到会人数为基数，请按当地办法选定；恰好三分之二不是超过。',
  questions: [{ id: 'overall', title: '履职情况', choices: CHOICES }],
  denominator: 'present',
  outcomes: [{ id: 'passed', title: '通过', when: { sumOf: ['satisfied', 'basic'], moreThan: TWO_THIRDS } }],
  defaultOutcome: { id: 'failed', title: '不通过' },
  secret: true,
  minGroup: 5,
  examples: [
    tally('到会 30 人，恰好三分之二', [36, 30, 30], [12, 8, 10], 'failed'),
    tally('多一票', [36, 30, 30], [12, 9, 9], 'passed'),
    tally('到会未投的也在基数里', [36, 33, 30], [12, 10, 8], 'failed'),
  ],
};

const double: BallotRule = {
  kind: 'ballot',
  id: 'double-appraisal',
  title: '代表建议办理双测评（过程、结果）',
  description:
    '过程和结果分别测评，记名，漏填作废：提出建议的代表对办理过程和办理结果各选一个等次，其中一项不满意的重新办理。门槛为超过有效票的半数，一位代表提出时就是这位代表的选择。',
  questions: [
    { id: 'process', title: '办理过程', choices: CHOICES },
    { id: 'result', title: '办理结果', choices: CHOICES },
  ],
  denominator: 'valid',
  outcomes: [
    { id: 'satisfied', title: '满意', when: { sumOf: ['satisfied'], moreThan: HALF } },
    { id: 'basic', title: '基本满意', when: { sumOf: ['satisfied', 'basic'], moreThan: HALF } },
  ],
  defaultOutcome: UNSATISFIED,
  invalid: { incomplete: true },
  secret: false,
  examples: [
    {
      title: '过程满意、结果不满意',
      sheet: {
        electorate: 1,
        cast: 1,
        valid: 1,
        choices: { process: { satisfied: 1 }, result: { unsatisfied: 1 } },
      },
      expect: { outcomes: { process: 'satisfied', result: 'unsatisfied' } },
    },
  ],
};

const selection: BallotRule = {
  kind: 'ballot',
  id: 'differential-vote',
  title: '差额票决（超过到会半数，按得票多少入选）',
  description:
    '候选多于名额，每票所选不超过名额；得票超过到会人数半数的，按得票多少入选。末位票数相等不能确定时，就票数相等的再次投票（参照《选举法》第四十五条）。候选对象由每次票决给出，这里的三个只用于算例。',
  selection: { places: 2, moreThan: HALF },
  objects: ['甲', '乙', '丙'].map((n, i) => ({ id: `object${i + 1}`, title: `项目${n}` })),
  denominator: 'present',
  secret: true,
  minGroup: 5,
  ties: 'runoff',
  examples: [
    {
      title: '末位相等，再次投票',
      sheet: {
        electorate: 40,
        present: 36,
        cast: 36,
        valid: 36,
        votes: { object1: 30, object2: 20, object3: 20 },
      },
      expect: { selected: ['object1'] },
    },
    {
      title: '恰好一半不入选',
      sheet: {
        electorate: 40,
        present: 36,
        cast: 36,
        valid: 36,
        votes: { object1: 30, object2: 19, object3: 18 },
      },
      expect: { selected: ['object1', 'object2'] },
    },
  ],
};

/** In the order in which an editor offers them. */
export const READY_BALLOTS: readonly BallotRule[] = [
  zhenhai,
  shenzhen,
  twoThirds,
  gongshu,
  double,
  selection,
];
