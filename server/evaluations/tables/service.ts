/** Evaluation data that people upload or type: who may, every version kept, each wrong cell told. */
import { createHash, randomUUID } from 'node:crypto';
import { leavesOf, measurables, type Scheme } from '../../../rules/index.ts';
import { type Actor, may } from '../../auth/actor.ts';
import type { Audit } from '../../cases/ports.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Directory } from '../../directory/directory.ts';
import { forbidden, HttpProblem, notFound } from '../../http/problem.ts';
import type { Releases } from '../../packages/release.ts';
import { ConflictError, type Op, type Store, type Stored } from '../../store/port.ts';
import { schemeFor } from '../documents.ts';
import type { DataFile, DataMapping, EvaluationData } from './collections.ts';
import { readTable } from './read-table.ts';
import type { DataPlace, DataTableView, ReadBody, ReadView, SaveBody } from './schemas.ts';
import {
  type ChosenColumns,
  type DataColumn,
  guessColumns,
  mergeRows,
  type TakenRows,
  take,
  takeFile,
} from './take-rows.ts';

export interface DataDeps {
  store: Store;
  clock: Clock;
  directory: Directory;
  audit: Audit;
  releases: Releases;
}

/** Versions that are listed. */
const SHOWN = 100;

export const columnsOf = (scheme: Scheme): DataColumn[] => {
  const leaves = new Map(leavesOf(scheme).map((l) => [l.id, l]));
  return measurables(scheme)
    .filter((m) => m.source.kind === 'given')
    .map(({ id, title, unit }) => {
      const scale = leaves.get(id)?.scale;
      if (scale?.kind === 'rubric') return { id, title, unit: '', levels: scale.levels };
      return { id, title, unit: unit ?? '' };
    });
};

export function createDataDesk({ store, clock, directory, audit, releases }: DataDeps) {
  async function open(actor: Actor, p: DataPlace) {
    const org = directory.org(p.org);
    if (org?.kind !== 'congress') throw notFound(`单位“${p.org}”`);
    if (!may(actor, 'evaluations.data', org.path)) throw forbidden('填报这个单位的评价数据');
    const release = await releases.currentOf(p.package);
    if (!release) throw notFound(`流程“${p.package}”`);
    const scheme = schemeFor(release, p.scheme);
    const bodies = directory
      .orgTree(org.path)
      .filter((o) => o.kind === 'body' && o.active)
      .map(({ id, name, shortName }) => ({ id, name, shortName }));
    const where = { packageId: p.package, orgId: p.org, year: p.year, scheme: p.scheme };
    const { items } = await store.find<EvaluationData>('evaluationData', {
      where,
      sort: ['-version'],
      limit: SHOWN,
    });
    return { org, bodies, columns: columnsOf(scheme), versions: items };
  }

  const mappingId = (p: DataPlace) => `${p.package}:${p.scheme}:${p.org}`;

  async function read(actor: Actor, p: DataPlace): Promise<DataTableView> {
    const { bodies, columns, versions } = await open(actor, p);
    return {
      columns: columns.map(({ levels, ...c }) => ({
        ...c,
        ...(levels ? { levels: levels.map(({ id, title, score }) => ({ id, title, score })) } : {}),
      })),
      bodies,
      version: versions[0]?.version ?? 0,
      rows: versions[0]?.rows ?? [],
      versions: versions.map((v) => ({
        ...{ id: v.id, version: v.version, current: v.current, origin: v.origin, note: v.note, at: v.at },
        ...{ file: v.file?.name ?? null, rows: v.rows.length, byName: directory.name(v.by) },
      })),
    };
  }

  /** What a file would give; nothing is kept. */
  async function tryFile(actor: Actor, body: ReadBody): Promise<ReadView> {
    const { bodies, columns } = await open(actor, body);
    const table = await readTable(body.file.name, Buffer.from(body.file.base64, 'base64'));
    const saved = await store.get<DataMapping>('evaluationMappings', mappingId(body));
    const chosen = body.chosen ?? guessColumns(table.headings, columns, body.before ?? saved);
    const taken = takeFile(table, chosen, columns, bodies);
    return {
      headings: table.headings.filter((h) => h !== ''),
      chosen: { object: chosen.object, columns: [...chosen.columns] },
      lines: table.rows.length,
      ...taken,
    };
  }

  async function save(actor: Actor, body: SaveBody): Promise<DataTableView> {
    const { org, bodies, columns, versions } = await open(actor, body);
    const before: Stored<EvaluationData> | undefined = versions[0];
    if ((before?.version ?? 0) !== body.version) throw conflictWith(before);
    const { taken, file, mapping } = await taking(body, columns, bodies);
    if (taken.problems.length > 0)
      throw new HttpProblem(
        'unprocessable',
        `有 ${taken.problems.length} 处不能采用，没有保存。请按提示更正后再试。`,
        taken.problems.slice(0, 200),
      );
    const rows = body.mode === 'merge' ? mergeRows(before?.rows ?? [], taken.rows) : taken.rows;
    const doc: EvaluationData = {
      id: randomUUID(),
      packageId: body.package,
      orgId: org.id,
      orgPath: org.path,
      year: body.year,
      scheme: body.scheme,
      version: body.version + 1,
      current: true,
      origin: file ? 'upload' : 'typed',
      rows,
      ...(file ? { file: file.meta } : {}),
      note: body.note,
      at: clock.now(),
      by: actor.userId,
    };
    const ops: Op[] = [
      { op: 'put', collection: 'evaluationData', doc: { ...doc }, ifRev: 0 },
      ...(before
        ? [
            {
              op: 'patch' as const,
              collection: 'evaluationData',
              id: before.id,
              set: { current: false },
              ifRev: before.rev,
            },
          ]
        : []),
      ...(file ? [{ op: 'put' as const, collection: 'evaluationFiles', doc: { ...file.doc } }] : []),
      ...(mapping
        ? [
            {
              op: 'put' as const,
              collection: 'evaluationMappings',
              doc: { id: mappingId(body), object: mapping.object, columns: [...mapping.columns] },
            },
          ]
        : []),
      ...audit.record({
        actor,
        action: 'evaluations.data.save',
        target: { kind: 'evaluationData', id: doc.id },
        orgId: org.id,
        detail: {
          ...{ package: body.package, scheme: body.scheme, year: body.year, version: doc.version },
          ...{ rows: rows.length, ...(file ? { file: file.meta.name, sha256: file.meta.sha256 } : {}) },
        },
      }),
    ];
    try {
      await store.commit(ops);
    } catch (e) {
      if (e instanceof ConflictError && e.collection === 'evaluationData') throw conflictWith(undefined);
      throw e;
    }
    return read(actor, body);
  }

  const conflictWith = (newer: EvaluationData | undefined) =>
    new HttpProblem(
      'conflict',
      `${newer ? directory.name(newer.by) : '别人'}已在您之后保存了新的数据。您的数据没有保存，也没有覆盖任何内容：请先载入最新数据，核对后再保存。`,
    );

  async function taking(body: SaveBody, columns: readonly DataColumn[], bodies: DataTableView['bodies']) {
    if ('typed' in body.from) {
      const unknown = body.from.typed
        .flatMap((r) => Object.keys(r.values))
        .find((k) => !columns.some((c) => c.id === k));
      if (unknown !== undefined)
        throw new HttpProblem('unprocessable', `“${unknown}”不是由填报提供的指标。请刷新后重新填写。`);
      const taken: TakenRows = take(
        body.from.typed.map(({ object, values }, i) => ({
          line: i + 1,
          object,
          cells: columns
            .filter((c) => Object.hasOwn(values, c.id))
            .map((column) => ({ heading: column.title, column, cell: values[column.id] ?? null })),
        })),
        bodies,
      );
      return { taken, file: undefined, mapping: undefined };
    }
    const { file, chosen } = body.from;
    const bytes = Buffer.from(file.base64, 'base64');
    const taken = takeFile(await readTable(file.name, bytes), chosen, columns, bodies);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const doc: DataFile = { id: sha256, base64: bytes.toString('base64') };
    return {
      taken,
      file: { meta: { name: file.name, size: bytes.length, sha256 }, doc },
      mapping: chosen as ChosenColumns,
    };
  }

  /** A version with its rows, and the bytes of its file. */
  async function version(actor: Actor, id: string) {
    const doc = await store.get<EvaluationData>('evaluationData', id);
    if (!doc || !may(actor, 'evaluations.data', doc.orgPath)) throw notFound('这份评价数据');
    return doc;
  }

  async function fileOf(actor: Actor, id: string): Promise<{ name: string; bytes: Buffer }> {
    const { file } = await version(actor, id);
    const found = file && (await store.get<DataFile>('evaluationFiles', file.sha256));
    if (!file || !found) throw notFound('文件');
    return { name: file.name, bytes: Buffer.from(found.base64, 'base64') };
  }

  return { read, tryFile, save, version, fileOf };
}

export type DataDesk = ReturnType<typeof createDataDesk>;
