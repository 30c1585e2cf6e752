/** `npm start`: builds what is missing or stale, then runs the server in this very process. */
import { build } from './build.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`需要 Node 20.19 或更新的版本，当前是 ${process.version}。\n`);
  process.exit(1);
}

try {
  await build();
} catch (error) {
  process.stderr.write(`\n构建失败：\n${error.message}\n`);
  process.exit(1);
}
await import('../dist/server/main.js');
