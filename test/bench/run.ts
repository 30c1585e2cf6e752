/** `npm run bench [engine|tasks|sizes]`: all figures, or those of one kind. Ratios are taken within one run. */
import { engineFigures } from './engine/main.ts';
import { sizes } from './sizes.ts';
import { taskList } from './task-list.ts';

const kinds: Record<string, () => unknown> = {
  engine: () => engineFigures(),
  tasks: () => taskList(),
  sizes: () => sizes(),
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((k) => !kinds[k]);
if (unknown.length > 0) {
  console.error(`no bench <${unknown.join(', ')}>; there are: ${Object.keys(kinds).join(', ')}`);
  process.exit(2);
}
for (const [kind, run] of Object.entries(kinds)) {
  if (wanted.length > 0 && !wanted.includes(kind)) continue;
  console.log(`\n# ${kind}`);
  await run();
}
