/** Each organisation's own values of a package's parameters; they hold for cases started from then on. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import localize from 'ajv-i18n';
import { type Actor, may } from '../auth/actor.ts';
import { forbidden, HttpProblem, notFound } from '../http/problem.ts';
import { ConflictError, type Store } from '../store/port.ts';
import type { ParameterDoc } from './collections.ts';
import type { PackageAudit } from './ports.ts';
import { defaultsOf, type ReleaseCache } from './release-cache.ts';

/** A CommonJS module: what its types call `default` is the module itself in Node. */
const toChinese = (localize as unknown as { zh(errors: typeof Ajv2020.prototype.errors): void }).zh;

export interface ParameterDependencies {
  store: Store;
  releases: ReleaseCache;
  audit: PackageAudit;
  orgPath(orgId: string): string | undefined;
}

export function createParameters({ store, releases, audit, orgPath }: ParameterDependencies) {
  async function place(packageId: string, orgId: string) {
    const release = await releases.currentOf(packageId);
    if (!release) throw notFound(`配置包“${packageId}”`);
    const path = orgPath(orgId);
    if (path === undefined) throw notFound(`单位“${orgId}”`);
    return { release, path };
  }

  async function read(packageId: string, orgId: string) {
    const { release, path } = await place(packageId, orgId);
    const own = await store.get<ParameterDoc>('parameterValues', `${packageId}:${orgId}`);
    return {
      schema: release.manifest.parameters,
      defaults: defaultsOf(release.manifest.parameters),
      values: own?.values ?? {},
      inForce: release.parameters(path),
      rev: own?.rev ?? 0,
    };
  }

  async function set(
    actor: Actor,
    packageId: string,
    orgId: string,
    values: Record<string, unknown>,
    rev: number,
  ) {
    const { release, path } = await place(packageId, orgId);
    if (!may(actor, 'packages.edit', path)) throw forbidden('修改这个单位的参数');
    const schema = {
      type: 'object',
      ...release.manifest.parameters,
      required: [],
      additionalProperties: false,
    };
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
    if (!validate(values)) {
      toChinese(validate.errors);
      throw new HttpProblem(
        'unprocessable',
        '有参数不符合要求，请按提示修改。',
        (validate.errors ?? []).map((e) => ({ place: e.instancePath || '/', message: e.message ?? '' })),
      );
    }
    const doc: ParameterDoc = { id: `${packageId}:${orgId}`, packageId, orgId, orgPath: path, values };
    try {
      await store.commit([
        { op: 'put', collection: 'parameterValues', doc, ifRev: rev },
        ...audit.ops({
          actorId: actor.userId,
          action: 'packages.parameters',
          target: packageId,
          orgId,
          content: { values },
        }),
      ]);
    } catch (e) {
      if (e instanceof ConflictError && e.collection === 'parameterValues')
        throw new HttpProblem('conflict', '别人刚刚修改了这些参数。您的修改没有保存：请刷新后再改。');
      throw e;
    }
    releases.setValues(doc);
    return read(packageId, orgId);
  }

  return { read, set };
}
