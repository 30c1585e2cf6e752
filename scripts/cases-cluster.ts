/** The cluster that `npm run cases -- … --engine zeebe` runs on: the one that ZEEBE_ADDRESS names, or one of its own. */
import { mkdir } from 'node:fs/promises';
import { adviceLines, exporterAdvice } from '../server/engine/exporter.ts';
import { INTAKE_USER, intakeSecret } from '../server/engine/intake-secret.ts';
import { portProblem } from '../server/engine/open.ts';
import { actuatorClock, openCluster, type ScenarioCluster } from '../server/scenarios/cluster.ts';
import { readSettings } from '../server/settings.ts';
import { freePorts } from '../test/support/free-port.ts';
import { missingForZeebe, startZeebe } from '../test/support/zeebe/broker.ts';

/** Throws in Chinese when there is none and none can be started. */
export async function clusterForCases(env: NodeJS.ProcessEnv): Promise<ScenarioCluster> {
  const { zeebe, dataDir } = readSettings(env);
  return zeebe ? given(zeebe, dataDir, env.ZEEBE_MANAGEMENT) : own();
}

async function given(
  { address, intake }: NonNullable<ReturnType<typeof readSettings>['zeebe']>,
  dataDir: string,
  management = `http://${address.slice(0, address.lastIndexOf(':'))}:9600`,
): Promise<ScenarioCluster> {
  const { host, port } = intake;
  await mkdir(dataDir, { recursive: true });
  const password = intake.secret ?? (await intakeSecret(dataDir));
  const advice = await exporterAdvice(dataDir, intake, password, { everyRecord: true });
  for (const line of adviceLines(advice)) console.log(line);
  const access = { host, port, user: INTAKE_USER, password };
  return openCluster({ address, intake: access, clock: actuatorClock(management) }).catch(
    (error: unknown) => {
      throw portProblem(error, host, port);
    },
  );
}

async function own(): Promise<ScenarioCluster> {
  const missing = await missingForZeebe();
  if (missing) throw new Error(`没有设置 ZEEBE_ADDRESS，本机也不能启动 Zeebe（缺少：${missing}）。`);
  const [port] = (await freePorts(1)) as [number];
  const intake = { port, user: INTAKE_USER, password: crypto.randomUUID() };
  console.log('正在启动 Zeebe 8.5.8 …');
  const broker = await startZeebe({
    intake: { url: `http://127.0.0.1:${port}`, ...intake, everyRecord: true },
  });
  try {
    const { address, management } = broker;
    const cluster = await openCluster({ address, intake, clock: actuatorClock(management) });
    return {
      engineAt: cluster.engineAt,
      async close() {
        await cluster.close();
        await broker.stop();
      },
    };
  } catch (error) {
    await broker.stop();
    throw error;
  }
}
