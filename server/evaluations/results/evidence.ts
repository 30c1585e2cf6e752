/** What a measured value is of, as whoever asks may see it. */
import type { BallotResult, BallotRule, MeasuredValue } from '../../../rules/index.ts';
import { type Actor, may } from '../../auth/actor.ts';
import type { BallotRound } from '../../ballots/collections.ts';
import type { Case } from '../../cases/collections.ts';
import { idsOf, summaryOf } from '../../cases/list.ts';
import { mayRead } from '../../cases/readers.ts';
import type { RegisterEntry } from '../../registers/collections.ts';
import type { EvaluationDeps } from '../service.ts';
import type { EvaluationData } from '../tables/collections.ts';
import type { EvidenceView } from './schemas.ts';

interface Asked {
  value: MeasuredValue;
  /** Id of the indicator, adjustment or veto: the column of given data. */
  part: string;
  object: string;
  /** Of a register, the number that was added up. */
  field: string | undefined;
}

export async function evidenceOf(
  deps: EvaluationDeps,
  actor: Actor,
  { value, part, object, field }: Asked,
): Promise<EvidenceView> {
  const [cases, entries, round, given] = await Promise.all([
    casesOf(deps, actor, value),
    entriesOf(deps, actor, value.entries ?? [], { object, field }),
    value.round === undefined ? null : roundOf(deps, value.round, object),
    value.given === undefined ? null : givenOf(deps, value.given, part),
  ]);
  return { ...cases, entries, round, given };
}

async function casesOf({ store, directory }: EvaluationDeps, actor: Actor, value: MeasuredValue) {
  const found = (await store.getMany<Case>('cases', [...value.base])).filter((c) => c !== undefined);
  const readable = found.filter((c) => mayRead(actor, c));
  const [hit, without] = [new Set(value.hit), new Set(value.without)];
  // only a share tells what counts from what does not
  const part = (id: string) =>
    without.has(id) ? 'without' : hit.has(id) ? 'hit' : value.hit.length > 0 ? 'miss' : 'base';
  const ids = readable.flatMap(idsOf);
  return {
    cases: readable.map((c) => ({ ...summaryOf(c), part: part(c.id) as 'hit' })),
    names: Object.fromEntries([...new Set(ids)].map((id) => [id, directory.name(id)])),
    hidden: value.base.length - readable.length,
  };
}

/** Whole for who reads registers there and for the body itself; for others only the number that was measured. */
async function entriesOf(
  deps: EvaluationDeps,
  actor: Actor,
  ids: readonly string[],
  { object, field }: Pick<Asked, 'object' | 'field'>,
): Promise<EvidenceView['entries']> {
  const itself = actor.memberships.some((m) => m.kind === 'body' && m.orgId === object);
  const { store, releases, directory } = deps;
  const found = (await store.getMany<RegisterEntry>('registerEntries', [...ids])).filter(
    (e) => e !== undefined,
  );
  return Promise.all(
    found.map(async (e) => {
      const register = (await releases.get(e.releaseId))?.registers.get(e.register);
      const fields = (register?.schema.properties ?? {}) as Record<
        string,
        { title?: string; oneOf?: { const?: unknown; title?: string }[] }
      >;
      const words = (name: string, v: unknown) => {
        const choice = fields[name]?.oneOf?.find((o) => o.const === v)?.title;
        if (choice !== undefined) return choice;
        if (typeof v === 'string' && directory.org(v)) return directory.name(v);
        return typeof v === 'object' ? '' : String(v);
      };
      return {
        id: e.id,
        register: register?.title ?? e.register,
        state: register?.states.find((s) => s.id === e.state)?.title ?? e.state,
        at: e.updatedAt,
        values: Object.entries(e.data).flatMap(([name, v]) => {
          if (name !== field && !itself && !may(actor, 'registers.read', e.orgPath)) return [];
          const value = v === null || v === undefined ? '' : words(name, v);
          return value === '' ? [] : [{ label: fields[name]?.title ?? name, value }];
        }),
      };
    }),
  );
}

/** What a round said of one object. Counts keep their own secrecy: what too few gave is not in them. */
async function roundOf(
  { store }: EvaluationDeps,
  id: string,
  object: string,
): Promise<EvidenceView['round']> {
  const round = await store.get<BallotRound>('ballots', id);
  if (!round?.count) return null;
  return {
    id: round.id,
    title: round.title,
    secret: round.secret,
    closedAt: round.closedAt ?? null,
    electors: round.electors,
    cast: round.cast,
    rule: round.rule as unknown as BallotRule,
    count: ofObject(round.count as unknown as BallotResult, object),
  };
}

/** A round over several objects, without what it says of the others. */
function ofObject(count: BallotResult, object: string): BallotResult {
  if (!count.objects) return count;
  // sums by group are over all places
  const { objects, places, groups: _, ...whole } = count;
  return {
    ...whole,
    places: places.filter((p) => p.object === object),
    objects: objects.filter((o) => o.object === object),
  };
}

async function givenOf(
  { store, directory }: EvaluationDeps,
  { data, row }: NonNullable<MeasuredValue['given']>,
  part: string,
): Promise<EvidenceView['given']> {
  const kept = await store.get<EvaluationData>('evaluationData', data);
  const values = kept?.rows.find((r) => r.row === row)?.values;
  if (!kept || !values) return null;
  return {
    row,
    value: (Object.hasOwn(values, part) ? values[part] : null) ?? null,
    at: kept.at,
    by: directory.name(kept.by),
    origin: kept.origin,
    file: kept.file?.name ?? null,
    note: kept.note,
  };
}
