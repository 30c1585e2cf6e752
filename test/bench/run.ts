/**
 * `npm run bench [engine|server|tasks|sizes|rules|rules/<file>]`: all figures, or those of one kind. Ratios are taken within one
 * run. Each file in `rules/` exports its figures as default.
 */
import { runEach } from './each.ts';
import { engineFigures } from './engine/main.ts';
import { serverFigures } from './server/main.ts';
import { sizes } from './sizes.ts';
import { taskList } from './task-list.ts';

const rules = Object.fromEntries(
  Object.entries(import.meta.glob<{ default: () => unknown }>('./rules/*.ts')).map(([file, load]) => [
    file.replace(/^\.\/|\.ts$/g, ''),
    async () => (await load()).default(),
  ]),
);
const kinds: Record<string, () => unknown> = {
  engine: () => engineFigures(),
  server: () => serverFigures(),
  tasks: () => taskList(),
  sizes: () => sizes(),
  ...rules,
};
const groupOf = (kind: string) => kind.split('/')[0] as string;
const wanted = process.argv.slice(2);
const unknown = wanted.filter((k) => !kinds[k] && !Object.keys(kinds).some((kind) => groupOf(kind) === k));
if (unknown.length > 0) {
  console.error(`no bench <${unknown.join(', ')}>; there are: ${Object.keys(kinds).join(', ')}`);
  process.exit(2);
}
const chosen = Object.entries(kinds).filter(
  ([kind]) => wanted.length === 0 || wanted.includes(kind) || wanted.includes(groupOf(kind)),
);
const failed = await runEach(chosen);
if (failed.length > 0) {
  console.error(`\nfailed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
