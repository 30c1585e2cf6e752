/** Three states of a draft side by side: what both began from, mine, theirs. Nothing is decided that both have touched. */
import type { PackageFiles } from '../../../processes/format.ts';

export interface Divergence {
  /** Changed only here, only there, on both sides differently. Paths, sorted. */
  mine: string[];
  theirs: string[];
  both: string[];
}

export function divergence(base: PackageFiles, mine: PackageFiles, theirs: PackageFiles): Divergence {
  const paths = [...new Set([base, mine, theirs].flatMap((f) => Object.keys(f)))].sort();
  const found: Divergence = { mine: [], theirs: [], both: [] };
  for (const path of paths) {
    const [b, m, t] = [base[path], mine[path], theirs[path]];
    if (m === t) continue;
    if (t === b) found.mine.push(path);
    else if (m === b) found.theirs.push(path);
    else found.both.push(path);
  }
  return found;
}

/** Their files with what only I changed on top; undefined when a file was changed by both. */
export function merged(
  base: PackageFiles,
  mine: PackageFiles,
  theirs: PackageFiles,
): PackageFiles | undefined {
  const d = divergence(base, mine, theirs);
  if (d.both.length > 0) return undefined;
  const result: PackageFiles = { ...theirs };
  for (const path of d.mine) {
    const text = mine[path];
    if (text === undefined) delete result[path];
    else result[path] = text;
  }
  return result;
}
