/** Many people at work at once: deputies submit, clerks review and assign, until the server is gone. */
import { call, type Session } from './program.ts';

/** What the server has acknowledged. */
export interface Acknowledged {
  /** Case id → the title under which it was submitted, and its number. */
  cases: Map<string, { title: string; number: string }>;
  /** Task id → who completed it. */
  completed: Map<string, string>;
  /** Titles that were sent, acknowledged or not. */
  sent: Set<string>;
}

export const nothingYet = (): Acknowledged => ({ cases: new Map(), completed: new Map(), sent: new Set() });

let count = 0;

async function submit(url: string, who: Session, seen: Acknowledged): Promise<void> {
  count += 1;
  const title = `关于断电演练第 ${count} 号的建议`;
  seen.sent.add(title);
  const data = { title, category: 'other', content: '演练。', basis: 'survey', wishPublic: 'yes' };
  const { status, body } = await call(url, who, 'POST', '/api/cases', {
    packageId: 'deputy-suggestions',
    data,
  });
  if (status !== 200) throw new Error(`submission was answered ${status}: ${JSON.stringify(body)}`);
  seen.cases.set(body.id, { title, number: body.number });
}

const REVIEW = { reviewDecision: 'accept', openToPublic: 'yes' };
const ASSIGN = { handlingMode: 'lead', leadBody: 'jtj', isKey: 'no' };

/** One open task of the drill, taken by chance so that several meet at the same one now and then. */
async function work(url: string, who: Session, seen: Acknowledged): Promise<void> {
  const q = encodeURIComponent('断电演练');
  const page = await call(url, who, 'GET', `/api/tasks?view=groups&q=${q}&limit=40`);
  const open = (page.body.items as { id: string; name: string }[]).filter(
    ({ id }) => !seen.completed.has(id),
  );
  const task = open[Math.floor(Math.random() * open.length)];
  if (!task) return;
  const view = await call(url, who, 'GET', `/api/tasks/${task.id}`);
  if (view.status !== 200) return;
  const data = view.body.elementId === 'review' ? REVIEW : ASSIGN;
  const done = await call(url, who, 'POST', `/api/tasks/${task.id}/complete`, { data });
  if (done.status === 200) {
    if (seen.completed.has(task.id)) throw new Error(`task <${task.id}> was completed twice`);
    seen.completed.set(task.id, who.username);
  } else if (done.status !== 409 && done.status !== 404 && done.status !== 403) {
    throw new Error(`completing was answered ${done.status}: ${JSON.stringify(done.body)}`);
  }
}

/**
 * Each session is worked by `clients` at once until the connection breaks. `onAck` is told the number of
 * acknowledgements so far. Resolves when the last client has lost the server; rejects for a wrong answer.
 */
export async function workUntilGone(
  url: string,
  people: { deputies: Session[]; clerks: Session[] },
  o: { clients: number; seen: Acknowledged; onAck: (count: number) => void },
): Promise<void> {
  const before = o.seen.cases.size + o.seen.completed.size;
  const run = async (one: () => Promise<void>): Promise<void> => {
    for (;;) {
      try {
        await one();
      } catch (error) {
        // fetch says TypeError when the server is gone
        if (error instanceof TypeError) return;
        throw error;
      }
      o.onAck(o.seen.cases.size + o.seen.completed.size - before);
    }
  };
  const clients = Array.from({ length: o.clients }, () => [
    ...people.deputies.map((p) => run(() => submit(url, p, o.seen))),
    ...people.clerks.map((p) => run(() => work(url, p, o.seen))),
  ]);
  await Promise.all(clients.flat());
}
