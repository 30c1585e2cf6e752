/** Keeps the manifest in step with the drawings: roles and building blocks that they use are listed there. */
import type { PackageFiles } from '../../../processes/format.ts';
import type { Choice } from '../../modeler/context.ts';
import { readManifest, toText } from '../desk.ts';
import type { References } from './use-references.ts';

/** The manifest's text with what the drawings use besides; undefined when nothing is missing. */
export function completedManifest(
  files: PackageFiles,
  references: References,
  roles: Choice[],
): string | undefined {
  const manifest = readManifest(files);
  if (!manifest.id || !Array.isArray(manifest.roles)) return undefined;
  const all = Object.values(references);
  const groups = all.flatMap((r) => r.userTasks).map((task) => task.groups ?? '');
  const used = groups.flatMap((g) => [...g.matchAll(/"([a-z][a-z0-9-]*)"/g)].map((m) => m[1] ?? ''));
  const newRoles = roles.filter(
    (role) => used.includes(role.id) && !manifest.roles?.some((known) => known.id === role.id),
  );
  const known = manifest.blocks ?? [];
  const types = [...new Set(all.flatMap((r) => r.blocks).map((b) => b.type))];
  const newBlocks = types.filter((type) => !type.startsWith('=') && !known.includes(type));
  if (newRoles.length + newBlocks.length === 0) return undefined;
  const add = newRoles.map(({ id, title }) => ({ id, title }));
  return toText({ ...manifest, roles: [...manifest.roles, ...add], blocks: [...known, ...newBlocks] });
}
