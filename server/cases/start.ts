/** Starting a case: checked form, number, rows and intent in one commit, then the instance by its exact version. */

import type { Variables } from '../../engine/engine.ts';
import { routedValues, validateSubmission } from '../../forms/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { FileService } from '../files/service.ts';
import { forbidden, HttpProblem, notFound } from '../http/problem.ts';
import type { Intents } from '../intents/service.ts';
import type { Release } from '../packages/release.ts';
import { ConflictError, type Op } from '../store/port.ts';
import type { Case } from './collections.ts';
import { KeyedLock } from './lock.ts';
import { nextNumber } from './number.ts';
import { partiesFrom } from './parties.ts';
import type { MatterDeps, Organisation } from './ports.ts';
import { readersOf } from './readers.ts';

export interface StartCase {
  packageId: string;
  data: Record<string, unknown>;
  /** The congress; absent: where the actor holds a starting role. */
  orgId?: string;
  links?: Case['links'];
  /** Names the start once: a second start with the same id gives the first case. */
  id?: string;
  /** Parameters over those in force, for scenarios. */
  parameters?: Record<string, unknown>;
  /** Rows to write in the same commit. */
  ops?: Op[];
}

/** Where a person's unfinished start form of a package is kept. */
export const startDraftId = (userId: string, packageId: string): string => `start:${userId}:${packageId}`;

/** Congresses in which the actor may start a case of this package. */
export function mayStartIn(actor: Actor, release: Release): string[] {
  const roles = new Set(release.manifest.start.roles);
  return actor.memberships
    .filter((m) => m.roles.some((r) => roles.has(r)))
    .map((m) => (m.kind === 'congress' ? m.orgId : (m.orgPath.split('/').filter(Boolean).at(-2) ?? m.orgId)));
}

/** A start form that has been checked. */
interface Submission {
  release: Release;
  org: Organisation;
  initiator: string;
  id: string;
  data: Record<string, unknown>;
  r: StartCase;
  actor: Actor | undefined;
}

export class CaseStarter {
  readonly #deps: MatterDeps;
  readonly #intents: Intents;
  readonly #files: FileService;
  /** Numbers are handed out one after another, so that many starts at once do not chase the same one. */
  readonly #numbers = new KeyedLock();

  constructor(deps: MatterDeps, intents: Intents, files: FileService) {
    this.#deps = deps;
    this.#intents = intents;
    this.#files = files;
  }

  /** By a person: roles and form are checked. */
  async start(actor: Actor, r: StartCase): Promise<Case> {
    const release = await this.#deps.releases.currentOf(r.packageId);
    if (!release) throw notFound('程序');
    const orgs = mayStartIn(actor, release);
    const orgId = r.orgId ?? orgs[0];
    if (!orgId || !orgs.includes(orgId)) throw forbidden(`提出${release.manifest.start.noun}`);
    return this.create(release, orgId, actor.userId, r, actor);
  }

  /** By the server itself (a block, a scenario). Throws an `unprocessable` problem with the fields that are wrong. */
  async create(
    release: Release,
    orgId: string,
    initiator: string,
    r: StartCase,
    actor?: Actor,
  ): Promise<Case> {
    const { start } = release.manifest;
    const form = release.forms.get(start.form);
    if (!form) throw new Error(`release <${release.id}> has no form <${start.form}>`);
    const checked = validateSubmission(form, r.data);
    if (!checked.ok) {
      const places = checked.errors.map((e) => ({ place: e.field, message: e.message }));
      throw new HttpProblem('unprocessable', '表单有需要更正的地方，请按提示修改后再提交。', places);
    }
    const org = await this.#deps.directory.org(orgId);
    if (!org) throw notFound('机关');
    const id = r.id ?? newId();
    return this.#numbers.run(`${release.packageId}:${orgId}`, () =>
      this.#numbered({ release, org, initiator, id, data: checked.data, r, actor }),
    );
  }

  async #numbered(s: Submission): Promise<Case> {
    for (let attempt = 0; ; attempt++) {
      const known = s.r.id ? await this.#deps.store.get<Case>('cases', s.r.id) : undefined;
      if (known) return known;
      try {
        return await this.#commit(s);
      } catch (error) {
        // the commit that was in doubt has been made after all, or another process took the number
        if (!(error instanceof ConflictError) || attempt >= 20) throw error;
      }
    }
  }

  async #commit({ release, org, initiator, id, data, r, actor }: Submission): Promise<Case> {
    const { start } = release.manifest;
    const { clock, store } = this.#deps;
    const now = clock.now();
    const year = Number(clock.today().slice(0, 4));
    const { ops: fileOps } = await this.#files.attach(id, data, actor);
    const routed = routedValues(release.forms.get(start.form)!, data);
    const { number, op } = await nextNumber(store, {
      packageId: release.packageId,
      orgId: org.id,
      orgName: org.name,
      year,
      pattern: start.number,
    });
    const parties = partiesFrom(release, routed, { helpers: [], deputies: [] });
    const base = {
      id,
      number,
      title: String(data[start.titleField] ?? start.noun).slice(0, 300),
      packageId: release.packageId,
      releaseId: release.id,
      orgId: org.id,
      orgPath: org.path,
      year,
      state: 'active' as const,
      stage: '',
      active: [],
      helpers: parties.helpers,
      deputies: parties.deputies,
      ...(parties.lead ? { lead: parties.lead } : {}),
      initiator,
      data: { [start.form]: data },
      forms: { [start.form]: { count: 1, by: initiator, at: now } },
      variables: {},
      links: r.links ?? [],
      electors: [],
      overdue: false,
      incidents: 0,
      createdAt: now,
      updatedAt: now,
      seq: 0,
    };
    const doc: Case = { ...base, readers: readersOf(base, release) };
    const variables: Variables = {
      ...(routed as Variables),
      caseId: id,
      orgId: org.id,
      year,
      initiator,
      actor: initiator,
      release: release.number,
      params: { ...release.parameters(org.path), ...r.parameters } as Variables,
    };
    await this.#intents.commit([
      { op: 'put', collection: 'cases', doc: { ...doc }, ifRev: 0 },
      op,
      {
        op: 'put',
        collection: 'submissions',
        doc: {
          id: `${id}:start`,
          caseId: id,
          form: start.form,
          elementName: `提出${start.noun}`,
          data,
          by: initiator,
          at: now,
        },
      },
      ...fileOps,
      ...(actor
        ? [
            {
              op: 'delete' as const,
              collection: 'taskDrafts',
              id: startDraftId(actor.userId, release.packageId),
            },
          ]
        : []),
      ...(r.ops ?? []),
      ...this.#deps.audit.record({
        actor,
        action: 'case.start',
        target: { kind: 'case', id },
        orgId: org.id,
        caseId: id,
        detail: { number, packageId: release.packageId, releaseId: release.id },
      }),
      this.#intents.op(`${id}:start`, 'createInstance', {
        caseId: id,
        bpmnProcessId: release.process.bpmnProcessId,
        version: release.process.version,
        variables,
      }),
    ]);
    return (await store.get<Case>('cases', id))!;
  }
}

/** Short, without look-alikes, unguessable enough for a case's address (60 bits). */
export function newId(): string {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz';
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((b) => letters[b % letters.length]).join('');
}
