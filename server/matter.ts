/** Wiring of everything around cases: packages, tasks, clocks, ballots, files and the blocks that do the jobs. */
import { readShippedPackages } from '../processes/load.ts';
import type { Base } from './base.ts';
import type { Block } from './blocks/block.ts';
import type { MatterDeps } from './cases/ports.ts';
import { mayRead } from './cases/readers.ts';
import { caseCollections, wireCases } from './cases/wiring.ts';
import { directoryPort } from './directory/port.ts';
import type { ServerEngine } from './engine/open.ts';
import { createEvaluations, evaluationCollections } from './evaluations/index.ts';
import type { EvaluationService } from './evaluations/service.ts';
import { falseClaims } from './evaluations/weightings.ts';
import { compileValidators } from './forms/compile.ts';
import {
  createPackageService,
  type PackageService,
  packageCollections,
  packagesFeature,
} from './packages/index.ts';
import type { CollectionDefinition } from './store/port.ts';

/** The store is opened with these before any feature exists. */
export const matterCollections = [
  ...packageCollections,
  ...caseCollections,
  ...evaluationCollections,
] as CollectionDefinition[];

export interface Matter extends ReturnType<typeof wireCases> {
  packages: PackageService;
  evaluations: EvaluationService;
}

export interface MatterOptions {
  base: Base;
  engine: ServerEngine;
  dataFolder: string;
  /** Folder of shipped packages; they enter at start. */
  shipped: string | undefined;
  /** Workers and the ticker run by themselves; on a manual clock `settle` does it. */
  running: boolean;
}

export function composeMatter({ base, engine, dataFolder, shipped, running }: MatterOptions): Matter {
  const { store, clock, log, hub, directory, actors, audit } = base;
  const blocks: Block[] = [];

  const packages = createPackageService({
    store,
    clock,
    engine,
    blocks: () => blocks,
    falseClaims: (id, files, released) => falseClaims(store, id, files, released),
    userName: (id) => directory.name(id),
    orgPath: (id) => directory.org(id)?.path,
    runningCases: (releaseId) => store.count('cases', { releaseId, state: 'active' }),
    compileValidators: async (docs) => compileValidators([...docs]),
    audit: {
      ops: ({ actorId, target, action, orgId, content }) =>
        audit.record({
          actor: actors.actorOf(actorId),
          action,
          target: { kind: 'packages', id: target },
          ...(orgId ? { orgId } : {}),
          ...(content ? { detail: content } : {}),
        }),
    },
  });

  const deps: MatterDeps = {
    store,
    engine,
    clock,
    log,
    audit,
    dataFolder,
    releases: packages.releases,
    directory: directoryPort(directory, actors),
    notices: base.notices,
    live: { publish: (topic, data, o) => hub.publish(topic, data, o) },
  };
  const wired = wireCases(deps, { manual: !running });
  hub.guard('case:', async (actor, topic) => {
    const found = await wired.cases.get(topic.slice('case:'.length));
    return found !== undefined && mayRead(actor, found);
  });

  async function installShipped(): Promise<void> {
    if (!shipped) return;
    for (const { id, files: text } of await readShippedPackages(shipped)) {
      try {
        const outcome = await packages.install(id, text);
        if (outcome !== 'known') log.info({ package: id, outcome }, 'shipped package');
      } catch (error) {
        // One broken package must not keep the others, and running cases, from work.
        log.error({ err: error, package: id }, 'shipped package not taken over');
      }
    }
  }

  const { calendar } = wired;
  const { evaluations, feature } = createEvaluations({ store, clock, directory, audit, calendar, packages });
  // the list that the workers and the palette read when they start
  wired.blocks.push(...feature.blocks);
  blocks.push(...wired.blocks);
  const { features, ...services } = wired;
  return {
    ...services,
    packages,
    evaluations,
    // shipped packages enter before the workers begin
    features: [
      packagesFeature(packages),
      { name: 'shipped', collections: [], routes: [], start: installShipped },
      ...features,
      feature,
    ],
  };
}
