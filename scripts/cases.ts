/** `npm run cases -- <folder>`: runs a package's cases and says which failed and why. */
import { runPackageCases } from '../server/scenarios/folder.ts';

const folder = process.argv[2];
if (!folder) {
  console.error('用法:npm run cases -- <配置包文件夹>');
  process.exit(2);
}
const outcomes = await runPackageCases(folder);
for (const o of outcomes) {
  console.log(`${o.problems.length === 0 ? '通过' : '失败'} ${o.file} ${o.title}`);
  for (const p of o.problems) console.log(`    ${p}`);
}
const failed = outcomes.filter((o) => o.problems.length > 0).length;
console.log(`${outcomes.length - failed} 个通过,${failed} 个失败`);
process.exitCode = failed > 0 ? 1 : 0;
