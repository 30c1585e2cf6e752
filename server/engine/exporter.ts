/** How the brokers of a cluster are told to send their records here: a file of settings, and lines for the console. */
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { exporterSettings } from '../../engine/index.ts';
import { INTAKE_USER } from './intake-secret.ts';

const EXPORTER_FILE = 'zeebe-exporter.env';
const CASES_FILE = 'zeebe-exporter-cases.env';
const WILDCARD = new Set(['0.0.0.0', '::']);

export interface ExporterAdvice {
  /** The file with the settings, one `NAME=value` a line. */
  file: string;
  /** Without the secret. */
  url: string;
}

/**
 * Writes the file anew: the intake's address or its secret may have changed. `everyRecord`: for a broker that only runs
 * cases (ExporterTarget), in a file of its own.
 */
export async function exporterAdvice(
  dataFolder: string,
  { host, port }: { host: string; port: number },
  password: string,
  o: { everyRecord?: boolean } = {},
): Promise<ExporterAdvice> {
  // Brokers elsewhere cannot reach “every address”: they need a name of this machine.
  const name = WILDCARD.has(host) ? hostname() : host;
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
  const settings = exporterSettings({ url, user: INTAKE_USER, password, ...o });
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const file = join(dataFolder, o.everyRecord ? CASES_FILE : EXPORTER_FILE);
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return { file, url };
}

export const adviceLines = ({ file, url }: ExporterAdvice): string[] => [
  `流程在 Zeebe 集群上运行。集群的记录由它自带的导出器送到 ${url}。`,
  `导出器的设置写在 ${file}（内有口令）：请加到每个 broker 的环境变量里，然后重启 broker。`,
];

export const UNHEARD =
  '还没有收到集群导出器送来的记录：办件的进展、异常和撤回暂时不会更新。请按上面的文件设置每个 broker 的导出器。';
