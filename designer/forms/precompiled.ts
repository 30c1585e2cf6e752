/** The validators of a release, compiled at publish and served by the own origin. */
import type { FormDocument } from '../../forms/document.ts';
import { type FieldError, fieldErrors, type RawError } from '../../forms/messages.ts';
import { cleanSubmission } from '../../forms/submission.ts';
import type { FormData } from './types.ts';

type Compiled = { (data: unknown): boolean; errors?: RawError[] | null };
type Module = { default: Record<string, Compiled> };

const modules = new Map<string, Promise<Module | undefined>>();

function load(releaseId: string): Promise<Module | undefined> {
  const known = modules.get(releaseId);
  if (known) return known;
  const path = `/api/releases/${encodeURIComponent(releaseId)}/validators.js`;
  const loading = (import(/* @vite-ignore */ path) as Promise<Module>).catch(() => {
    // The server checks again in any case; without the code the page learns of errors on submitting.
    modules.delete(releaseId);
    return undefined;
  });
  modules.set(releaseId, loading);
  return loading;
}

/** A check of form data by the release's own compiled code; no errors when the code is not to be had. */
export function precompiled(releaseId: string, doc: FormDocument): (data: FormData) => Promise<FieldError[]> {
  return async (data) => {
    const module = await load(releaseId);
    const compiled = module && Object.hasOwn(module.default, doc.id) ? module.default[doc.id] : undefined;
    if (!compiled || compiled(cleanSubmission(doc, data))) return [];
    return fieldErrors(doc, compiled.errors ?? []);
  };
}
