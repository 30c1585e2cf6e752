/** A suggestion worked over HTTP, step by step, by those who have its tasks. */
import { call, type Session, signIn } from '../program/program.ts';

export const SUGGESTION = {
  packageId: 'deputy-suggestions',
  data: {
    title: '关于增设学校门口护学岗的建议',
    category: 'transport',
    content: '上下学时段校门口人车混行，建议增设护学岗并优化信号灯配时。',
    basis: 'visit',
    wishPublic: 'yes',
  },
};

/** Element → who does it, and with what: the way to class A (processes/deputy-suggestions/cases/straight-a.json). */
export const WAY: [element: string, who: string, data: Record<string, unknown>][] = [
  ['review', 'renda1', { reviewDecision: 'accept', openToPublic: 'yes' }],
  ['assign', 'renda1', { handlingMode: 'lead', leadBody: 'jtj', isKey: 'no' }],
  ['receive', 'jtj1', { receiveAction: 'accept', handler: '王工' }],
  [
    'contact',
    'jtj1',
    { contactWay: 'visit', contactDate: '2025-03-20', contactedDeputies: ['db01'], summary: '现场查看。' },
  ],
  [
    'handle',
    'jtj1',
    { handleAction: 'reply', replyClass: 'A', content: '已增设护学岗。', measures: '增设护学岗三处。' },
  ],
  ['sign', 'jtj0', { signDecision: 'approve' }],
  ['confirmClass', 'renda1', { deputyAgrees: 'yes', officeClass: 'A' }],
  ['close', 'renda1', { publicReply: '已增设护学岗。', closeNote: '办理程序完备，同意办结。' }],
];

export interface Walker {
  /** `title`: the same from the same deputy is taken for a double click. */
  start(title?: string): Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests
  view(caseId: string): Promise<any>;
  /** Looks again until the case is so; the server follows the cluster at its own pace. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests
  until(caseId: string, what: string, holds: (view: any) => boolean): Promise<any>;
  /** Open tasks of the case in the list of a person's groups, by element name. */
  listed(username: string, caseId: string): Promise<string[]>;
  /** Does the steps from one element up to another, both included. */
  walk(caseId: string, from: string, to: string): Promise<void>;
  vote(caseId: string, username: string): Promise<void>;
  cancel(caseId: string): Promise<void>;
}

/** A job whose activation got lost with the broker comes again after half a minute. */
const PATIENCE = 90_000;

export function walker(url: () => string): Walker {
  const sessions = new Map<string, Promise<Session>>();
  const session = (username: string): Promise<Session> => {
    const known = sessions.get(username) ?? signIn(url(), username);
    sessions.set(username, known);
    return known;
  };
  async function ask(username: string, method: 'GET' | 'POST', path: string, body?: unknown) {
    const answer = await call(url(), await session(username), method, path, body);
    if (answer.status !== 200)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  const view = (caseId: string) => ask('renda1', 'GET', `/api/cases/${caseId}`);

  async function until(caseId: string, what: string, holds: (v: unknown) => boolean) {
    for (const began = Date.now(); ; ) {
      const seen = await view(caseId);
      if (holds(seen)) return seen;
      if (Date.now() - began > PATIENCE)
        throw new Error(
          `<${what}> did not come about: ${JSON.stringify([seen.activeElements, seen.incidents])}`,
        );
      await new Promise((go) => setTimeout(go, 100));
    }
  }

  const walking: Walker = {
    start: async (title = SUGGESTION.data.title) =>
      (await ask('db01', 'POST', '/api/cases', { ...SUGGESTION, data: { ...SUGGESTION.data, title } })).id,
    view,
    until,
    async listed(username, caseId) {
      const page = await ask(username, 'GET', '/api/tasks?view=groups&limit=200');
      return page.items
        .filter((t: { caseId: string }) => t.caseId === caseId)
        .map((t: { name: string }) => t.name);
    },
    async walk(caseId, from, to) {
      const [first, last] = [from, to].map((id) => WAY.findIndex(([element]) => element === id));
      for (const [element, who, data] of WAY.slice(first, last! + 1)) {
        let id = '';
        await until(caseId, `task at ${element}`, (v) => {
          const seen = v as {
            tasks: { id: string; name: string; state: string }[];
            activeElements: string[];
          };
          const open = seen.tasks.find((t) => t.state === 'open');
          id = seen.activeElements.includes(element) && open ? open.id : '';
          return id !== '';
        });
        await ask(who, 'POST', `/api/tasks/${id}/complete`, { data });
      }
    },
    async vote(caseId, username) {
      const open = (ballots: { id: string; caseId: string }[]) => ballots.find((b) => b.caseId === caseId);
      await until(caseId, 'ballot', (v) => (v as { ballots: unknown[] }).ballots.length > 0);
      const ballot = open(await ask(username, 'GET', '/api/ballots/mine'));
      const answers = { process: 'satisfied', result: 'satisfied' };
      await ask(username, 'POST', `/api/ballots/${ballot?.id}/cast`, { answers });
    },
    cancel: async (caseId) =>
      void (await ask('renda1', 'POST', `/api/cases/${caseId}/cancel`, { reason: '试验' })),
  };
  return walking;
}
