/** Script that each entry of the built pages loads first (its own and what it imports), gzip. Needs `npm run build`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Entry {
  title: string;
  /** `<entry>.html`. */
  entry: string;
  /** Page components that it loads at once, by the names of their scripts. */
  pages: string[];
  /** Kilobytes (1000 bytes) of script, gzip. */
  most: number;
}

export const ENTRIES: Entry[] = [
  { title: 'public page', entry: 'portal', pages: [], most: 110 },
  { title: 'task list', entry: 'index', pages: ['TasksPage'], most: 330 },
];

/** Scripts named in the page and those that they import without being asked (static imports). */
export function firstLoad(web: string, entry: string, pages: string[]): { files: string[]; bytes: number } {
  const html = readFileSync(join(web, `${entry}.html`), 'utf8');
  const wanted = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((m) => m[1] as string);
  const assets = readdirSync(join(web, 'assets'));
  for (const page of pages) {
    const file = assets.find((f) => f.startsWith(`${page}-`) && f.endsWith('.js'));
    if (!file) throw new Error(`no script of <${page}> in ${web}`);
    wanted.push(`assets/${file}`);
  }
  const files = new Set<string>();
  while (wanted.length > 0) {
    const file = wanted.pop() as string;
    if (files.has(file)) continue;
    files.add(file);
    const source = readFileSync(join(web, file), 'utf8');
    for (const [, path] of source.matchAll(/(?:import|from)\s*"\.\/([^"]+\.js)"/g))
      wanted.push(`assets/${path}`);
  }
  const bytes = [...files].reduce((n, f) => n + gzipSync(readFileSync(join(web, f))).length, 0);
  return { files: [...files], bytes };
}

export function sizes(web = 'dist/web'): void {
  if (!existsSync(join(web, 'index.html'))) {
    console.log('sizes: no pages built, run `npm run build` first');
    return;
  }
  for (const { title, entry, pages, most } of ENTRIES) {
    const { bytes, files } = firstLoad(web, entry, pages);
    const size = (bytes / 1000).toFixed(0);
    console.log(`first load, ${title.padEnd(12)} ${size} KB gzip in ${files.length} scripts (goal ${most})`);
  }
}
