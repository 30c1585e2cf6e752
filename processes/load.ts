/** Reads package folders from disk. Node only. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PackageFiles } from './format.ts';

/** All text files of one package folder, by path inside it. */
export async function readPackageFolder(dir: string): Promise<PackageFiles> {
  const files: PackageFiles = {};
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const file = path.join(entry.parentPath, entry.name);
    files[path.relative(dir, file).split(path.sep).join('/')] = await readFile(file, 'utf8');
  }
  return files;
}

/** The packages that ship with the program: each sub-folder with a manifest. */
export async function readShippedPackages(root: string): Promise<{ id: string; files: PackageFiles }[]> {
  const packages: { id: string; files: PackageFiles }[] = [];
  for (const entry of await readdir(root, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const files = await readPackageFolder(path.join(root, entry.name));
    if (files['manifest.json'] !== undefined) packages.push({ id: entry.name, files });
  }
  return packages.sort((a, b) => a.id.localeCompare(b.id));
}
