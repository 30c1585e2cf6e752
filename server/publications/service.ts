/** Public pages of cases: written by a block, refreshed after each change of the case, only from public facts. */
import { isDeepStrictEqual } from 'node:util';
import { publicValues } from '../../forms/index.ts';
import type { PublicationDefinition, ShownValue } from '../../processes/format.ts';
import { type Condition, evaluateCondition } from '../../rules/index.ts';
import type { Case } from '../cases/collections.ts';
import type { Facts } from '../cases/facts.ts';
import type { MatterDeps } from '../cases/ports.ts';
import type { CaseService } from '../cases/service.ts';
import { inWords } from '../documents/text.ts';
import type { Release } from '../packages/release.ts';
import { ConflictError, type Op, type Stored } from '../store/port.ts';
import { type OfBody, valuesByBody } from './by-body.ts';
import type { PublicCase } from './collections.ts';
import { evaluationFacts, publicEvaluations, resultsOf } from './evaluations.ts';

/** Besides the case itself, what its page is of. */
const ABOUT_CASES: ReadonlySet<string> = new Set(['clocks', 'ballots', 'evaluationResults']);

export class PublicationService {
  readonly #deps: MatterDeps;
  readonly #cases: CaseService;
  readonly #dirty = new Set<string>();
  #working: Promise<void> | undefined;
  #listening: { close(): void } | undefined;

  constructor(deps: MatterDeps, cases: CaseService) {
    this.#deps = deps;
    this.#cases = cases;
  }

  /** Refreshes all that stands (what changed in a crash is caught up so), then follows commits. */
  async start(): Promise<void> {
    this.#listening = this.#deps.store.onCommit((ops) => {
      for (const op of ops) {
        if (op.op === 'check' || op.op === 'delete') continue;
        if (op.collection === 'cases') this.#touch(op.op === 'put' ? op.doc.id : op.id);
        const about = op.op === 'put' ? op.doc.caseId : undefined;
        if (ABOUT_CASES.has(op.collection) && typeof about === 'string') this.#touch(about);
      }
    });
    for (let after: string | undefined; ; ) {
      const page = await this.#deps.store.find<PublicCase>('publicCases', {
        where: { withdrawn: false },
        sort: ['-publishedAt'],
        limit: 500,
        ...(after ? { after } : {}),
      });
      for (const p of page.items) this.#touch(p.caseId);
      after = page.next;
      if (!after) break;
    }
    await this.idle();
  }

  async stop(): Promise<void> {
    this.#listening?.close();
    await this.idle();
  }

  async idle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  #touch(caseId: string): void {
    this.#dirty.add(caseId);
    this.#working ??= Promise.resolve()
      .then(() => this.#work())
      .finally(() => {
        this.#working = undefined;
        const [next] = this.#dirty;
        if (next) this.#touch(next);
      });
  }

  async #work(): Promise<void> {
    for (const caseId of this.#dirty) {
      this.#dirty.delete(caseId);
      try {
        const { items } = await this.#deps.store.find<PublicCase>('publicCases', {
          where: { caseId },
          limit: 50,
        });
        const c = items.length > 0 ? await this.#cases.get(caseId) : undefined;
        if (!c) continue;
        const stands = items.filter((p) => !p.withdrawn);
        const ops = await Promise.all(stands.map((p) => this.#refreshed(c, p)));
        if (ops.flat().length > 0) await this.#deps.store.commit(ops.flat());
      } catch (error) {
        // Published again or withdrawn in between: it is looked at afresh.
        if (error instanceof ConflictError) this.#dirty.add(caseId);
        else this.#deps.log.error({ err: error, caseId }, 'public page not refreshed');
      }
    }
  }

  /** Nothing when it reads as before, so that a restart does not pass for news. */
  async #refreshed(c: Case, stands: Stored<PublicCase>): Promise<Op[]> {
    const { rev, ...before } = stands;
    const doc = await this.page(c, before.publication, before.publishedAt);
    if (!doc || isDeepStrictEqual({ ...doc, updatedAt: '' }, { ...before, updatedAt: '' })) return [];
    return [{ op: 'put', collection: 'publicCases', doc, ifRev: rev }];
  }

  /** The page as it should stand now. */
  async page(c: Case, publication: string, publishedAt: string): Promise<PublicCase | undefined> {
    const release = await this.#deps.releases.get(c.releaseId);
    const definition = release?.publications.get(publication);
    if (!release || !definition) return undefined;
    const all = await this.#cases.facts(c);
    const results = showsEvaluations(definition) ? await resultsOf(this.#deps.store, c.id) : new Map();
    const facts = { ...publicFacts(c, release, all), ...evaluationFacts(results, c.lead) };
    const evaluations = await publicEvaluations(this.#deps.store, definition.evaluations, results, all);
    const shown = [...definition.list, ...definition.detail.flatMap((d) => d.values)];
    const byBody = await valuesByBody(
      this.#deps,
      c,
      release,
      shown.map((v) => v.from),
    );
    const show = (values: ShownValue[], between: string) =>
      this.#show(values, { facts, byBody, between, release });
    const list = await show(definition.list, '；');
    const detail = await Promise.all(
      definition.detail.map(async (d) => ({ title: d.title, values: await show(d.values, '\n') })),
    );
    const leadName = c.lead ? ((await this.#deps.directory.org(c.lead))?.name ?? '') : '';
    return {
      id: `${c.id}:${publication}`,
      caseId: c.id,
      publication,
      packageId: c.packageId,
      orgId: c.orgId,
      number: c.number,
      title: c.title,
      year: c.year,
      lead: c.lead ?? '',
      leadName,
      // the status is chosen over all facts, but only its title is shown
      status: statusOf(definition, all),
      list,
      detail,
      figures: figuresOf(release, c, all),
      ...(evaluations.length > 0 ? { evaluations } : {}),
      text: [c.number, c.title, leadName, ...list.map((v) => v.text)].join(' ').slice(0, 5000),
      publishedAt,
      updatedAt: this.#deps.clock.now(),
      withdrawn: false,
    };
  }

  async #show(values: ShownValue[], x: Shown) {
    const { directory } = this.#deps;
    const shown = await Promise.all(
      values.map(async (v) => {
        const titles = { ...choiceTitles(x.release, v.from), ...v.titles };
        const words = (value: unknown) => {
          const named = Array.isArray(value)
            ? value.map((one) => titles[String(one)] ?? one)
            : (titles[String(value)] ?? value);
          return inWords(named, v.as, directory);
        };
        const several = x.byBody.get(v.from);
        if (!several) return { label: v.label, text: await words(x.facts[v.from]) };
        const lines = await Promise.all(
          several.map(async ({ body, value }) => {
            const text = await words(value);
            return text === '' ? [] : [`${(await directory.org(body))?.name ?? body}：${text}`];
          }),
        );
        return { label: v.label, text: lines.flat().join(x.between) };
      }),
    );
    return shown.filter((v) => v.text !== '');
  }
}

/** What values are shown from, and what stands between what several bodies gave. */
interface Shown {
  facts: Facts;
  byBody: Map<string, OfBody[]>;
  between: string;
  release: Release;
}

const showsEvaluations = (d: PublicationDefinition): boolean =>
  d.evaluations.length > 0 ||
  [...d.list, ...d.detail.flatMap((p) => p.values)].some((v) => v.from.startsWith('evaluation.'));

/** Only case basics, clocks, closed ballots' results, and values of public fields. */
function publicFacts(c: Case, release: Release, all: Facts): Facts {
  const open = Object.entries(all).filter(
    ([k]) => /^(case|clock|ballot|at)\./.test(k) && k !== 'case.initiator',
  );
  const fields = Object.entries(c.data).flatMap(([id, data]) => {
    const form = release.forms.get(id);
    if (!form) return [];
    return Object.entries(publicValues(form, data)).map(([k, v]) => [`form.${id}.${k}`, v] as const);
  });
  return Object.fromEntries([...open, ...fields]);
}

/** Which of the package's figures the case is in the base of, and whether it counts. Cancelled cases are in none. */
function figuresOf(release: Release, c: Case, facts: Facts): Record<string, boolean> {
  if (c.state === 'cancelled') return {};
  const figures = release.manifest.board?.figures ?? [];
  return Object.fromEntries(
    figures
      .filter((f) => evaluateCondition(f.base as Condition, facts))
      .map((f) => [f.id, evaluateCondition(f.hit as Condition, facts)]),
  );
}

/** Titles of a form field's options (`oneOf` with `const` and `title`). */
function choiceTitles(release: Release, from: string): Record<string, string> {
  const [, form = '', field = ''] = /^form\.([^.]+)\.(.+)$/.exec(from) ?? [];
  const properties = release.forms.get(form)?.schema.properties as
    | Record<string, Record<string, unknown>>
    | undefined;
  const schema = properties?.[field];
  const options = (schema?.oneOf ?? (schema?.items as Record<string, unknown> | undefined)?.oneOf) as
    | { const?: unknown; title?: string }[]
    | undefined;
  return Object.fromEntries((options ?? []).map((o) => [String(o.const), o.title ?? String(o.const)]));
}

function statusOf(definition: PublicationDefinition, facts: Facts): PublicCase['status'] {
  const found = definition.statuses.find(
    (s) => s.when === undefined || evaluateCondition(s.when as Condition, facts),
  );
  return found
    ? { id: found.id, title: found.title, tone: found.tone }
    : { id: 'unknown', title: String(facts['case.stage'] ?? ''), tone: 'neutral' };
}
