/** New files of each kind: small and valid, to begin with. Pure. */
import type { PackageFiles } from '../../../processes/format.ts';
import { type FileKind, filesOfKind, nameOfFile } from '../file-kinds.ts';
import { newDecisions } from './new-decisions.ts';

type Starter = {
  path: (id: string) => string;
  /** JSON, or the text of a file of another kind. `files`: what the package has, for a new file that names another. */
  make: (id: string, title: string, packageId: string, files: PackageFiles) => unknown;
};

const inFolder = (folder: string) => (id: string) => `${folder}/${id}.json`;

const choices = [
  { id: 'satisfied', title: '满意', score: 100 },
  { id: 'basic', title: '基本满意', score: 80 },
  { id: 'unsatisfied', title: '不满意', score: 0 },
];
const half = { numerator: 1, denominator: 2 };

export const STARTERS: Partial<Record<FileKind, Starter>> = {
  ruleset: {
    path: inFolder('rules'),
    make: (id, title) => ({
      kind: 'ruleset',
      id,
      title,
      facts: [{ name: 'case.title', type: 'string', title: '标题' }],
      rules: [
        {
          name: 'rule-1',
          title: '规则一',
          conditions: { all: [{ fact: 'case.title', operator: 'notEqual', value: '' }] },
          event: { type: 'outcome', params: { level: 'normal' } },
          priority: 10,
        },
      ],
      combine: 'first',
      defaultOutcome: { type: 'outcome', params: { level: 'normal' } },
    }),
  },
  ballot: {
    path: inFolder('rules'),
    make: (id, title) => ({
      kind: 'ballot',
      id,
      title,
      questions: [{ id: 'result', title: '总体评价', choices }],
      denominator: 'valid',
      outcomes: [
        { id: 'unsatisfied', title: '不满意', when: { sumOf: ['unsatisfied'], moreThan: half } },
        { id: 'satisfied', title: '满意', when: { sumOf: ['satisfied'], atLeast: half } },
      ],
      defaultOutcome: { id: 'basic', title: '基本满意' },
      secret: false,
    }),
  },
  scheme: {
    path: inFolder('rules'),
    make: (id, title) => ({
      kind: 'scheme',
      id,
      title,
      objectKind: '单位',
      facts: [],
      indicators: ['一', '二'].map((n, i) => ({
        id: `indicator-${i + 1}`,
        title: `指标${n}`,
        weight: 50,
        direction: 'higher',
        scale: { kind: 'linear', min: 0, max: 100 },
        missing: 'exclude',
        source: { kind: 'given' },
      })),
      grades: [
        { id: 'excellent', title: '优秀', atLeast: 90 },
        { id: 'good', title: '良好', atLeast: 80 },
        { id: 'pass', title: '合格', atLeast: 60 },
        { id: 'fail', title: '不合格', atLeast: 0 },
      ],
    }),
  },
  weighting: {
    path: inFolder('rules'),
    make: (id, title, _packageId, files) => ({
      kind: 'weighting',
      id,
      title,
      scheme: nameOfFile(filesOfKind(files, 'scheme')[0] ?? 'scheme'),
      by: { method: 'direct', mean: { kind: 'mean' } },
      share: 60,
      secret: true,
      minGroup: 5,
    }),
  },
  dmn: {
    path: (id) => `${id}.dmn`,
    make: newDecisions,
  },
  document: {
    path: inFolder('documents'),
    make: (id, title) => ({
      id,
      title,
      fileName: `${title}-{{case.number}}`,
      parts: [
        { kind: 'title', text: title },
        { kind: 'paragraph', text: '{{case.title}}' },
        { kind: 'signature', lines: ['（印章）', '{{today|date}}'] },
      ],
    }),
  },
  register: {
    path: inFolder('registers'),
    make: (id, title) => ({
      id,
      title,
      schema: {
        type: 'object',
        properties: { content: { type: 'string', title: '内容' } },
        required: ['content'],
      },
      states: [
        { id: 'open', title: '未完成' },
        { id: 'done', title: '已完成', closed: true },
      ],
      publicFields: [],
    }),
  },
  publication: {
    path: inFolder('publications'),
    make: (id, title) => ({
      id,
      title,
      intro: '',
      statuses: [
        { id: 'active', title: '办理中', tone: 'progress' },
        { id: 'done', title: '已办结', tone: 'good' },
      ],
      list: [{ label: '标题', from: 'case.title' }],
      detail: [{ title: '基本情况', values: [{ label: '编号', from: 'case.number' }] }],
    }),
  },
  case: {
    path: inFolder('cases'),
    make: (_, title) => ({
      title,
      start: { as: 'role:clerk', data: {} },
      steps: [],
      expect: { openTasks: [] },
    }),
  },
};
