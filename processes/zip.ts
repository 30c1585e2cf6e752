/** A package as one zip, for export and import. Browser-safe. */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { decodeXml, EncodingProblem } from './decode.ts';
import type { PackageFiles } from './format.ts';
import { PACKAGE_LIMITS } from './parse.ts';

/** A fixed date, so that the same files give the same bytes. */
const MTIME = new Date('2020-01-01T00:00:00Z');

export function zipPackage(files: PackageFiles): Uint8Array {
  const entries: Zippable = {};
  for (const name of Object.keys(files).sort())
    entries[name] = [strToU8(files[name] ?? ''), { mtime: MTIME }];
  return zipSync(entries);
}

/** A zip that cannot be taken; the message is for people. */
export class ZipProblem extends Error {}

/**
 * Files of a zip. A single folder around everything (as file managers make it) is taken off. Names that climb out,
 * directories and hidden files are left out; sizes are bounded **before** unpacking, so that a zip bomb stays packed.
 */
export function unzipPackage(bytes: Uint8Array): PackageFiles {
  let count = 0;
  let total = 0;
  let unpacked: Record<string, Uint8Array>;
  try {
    unpacked = unzipSync(bytes, {
      filter: (f) => {
        if (f.name.endsWith('/') || /(^|\/)(\.|__MACOSX)/.test(f.name)) return false;
        count += 1;
        total += f.originalSize;
        if (count > PACKAGE_LIMITS.files || total > PACKAGE_LIMITS.characters)
          throw new ZipProblem('压缩包解开后过大：最多 500 个文件、共 20 MB。');
        return true;
      },
    });
  } catch (e) {
    if (e instanceof ZipProblem) throw e;
    throw new ZipProblem('这不是一个可以读取的 zip 压缩包。');
  }
  const names = Object.keys(unpacked);
  const manifest = names.find((n) => n === 'manifest.json' || /^[^/]+\/manifest\.json$/.test(n));
  if (!manifest) throw new ZipProblem('压缩包里没有 manifest.json，不是一个配置包。');
  const prefix = manifest.slice(0, -'manifest.json'.length);
  const files: PackageFiles = {};
  for (const name of names)
    if (name.startsWith(prefix)) files[name.slice(prefix.length)] = textOf(name, unpacked[name]!);
  return files;
}

/** Drawings and decisions may come from tools that write other encodings than UTF-8. */
function textOf(name: string, bytes: Uint8Array): string {
  if (!/\.(bpmn|dmn)$/.test(name)) return strFromU8(bytes);
  try {
    return decodeXml(bytes);
  } catch (e) {
    if (e instanceof EncodingProblem) throw new ZipProblem(`${name}：${e.message}。`);
    throw e;
  }
}
