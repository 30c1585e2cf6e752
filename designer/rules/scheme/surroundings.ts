/** What a scheme may refer to around it: ballots, registers and numeric parameters of its package, other procedures. */
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BallotRule } from '../../../rules/ballot/types.ts';
import type { FactDefinition } from '../../../rules/conditions/types.ts';
import { measurables } from '../../../rules/scheme/sources.ts';
import type { Scheme } from '../../../rules/scheme/types.ts';
import { deskKey, ruleDeeds, useCatalogue, useDeskView } from '../api.ts';
import { isBallotRule, readJson } from '../documents.ts';
import type { SourceNames } from './describe.ts';

export interface RegisterChoice {
  id: string;
  title: string;
  fields: { name: string; title: string; number: boolean; options: { value: string; title: string }[] }[];
  states: { id: string; title: string }[];
}
export interface ParameterChoice {
  name: string;
  title: string;
  value: unknown;
}

type Files = Readonly<Record<string, string>>;
type Json = Record<string, unknown>;
const object = (v: unknown): Json => (typeof v === 'object' && v !== null ? (v as Json) : {});
const listed = (v: unknown): Json[] => (Array.isArray(v) ? v.map(object) : []);

export const ballotsIn = (files: Files): BallotRule[] =>
  Object.entries(files)
    .filter(([path]) => path.startsWith('rules/'))
    .map(([, text]) => readJson(text))
    .filter(isBallotRule);

export const registersIn = (files: Files): RegisterChoice[] =>
  Object.entries(files).flatMap(([path, text]) => {
    const r = object(path.startsWith('registers/') ? readJson(text) : undefined);
    if (typeof r.id !== 'string') return [];
    const fields = Object.entries(object(object(r.schema).properties)).map(([name, p]) => ({
      name,
      title: String(object(p).title ?? name),
      number: object(p).type === 'number' || object(p).type === 'integer',
      options: listed(object(p).oneOf).map((o) => ({
        value: String(o.const),
        title: String(o.title ?? o.const),
      })),
    }));
    const states = listed(r.states).map((s) => ({ id: String(s.id), title: String(s.title ?? s.id) }));
    return [{ id: r.id, title: String(r.title ?? r.id), fields, states }];
  });

/** Numeric parameters of the package, with their defaults. */
export const parametersIn = (files: Files): ParameterChoice[] =>
  Object.entries(
    object(object(object(readJson(files['manifest.json'] ?? '')).parameters).properties),
  ).flatMap(([name, p]) => {
    const { type, title, default: value } = object(p);
    return type === 'number' || type === 'integer' ? [{ name, title: String(title ?? name), value }] : [];
  });

/** Facts of a register's entries, as conditions ask about them. */
export const entryFacts = (register: RegisterChoice): FactDefinition[] => [
  {
    name: 'entry.state',
    type: 'string',
    title: `${register.title}·状态`,
    options: register.states.map((s) => ({ value: s.id, title: s.title })),
  },
  ...register.fields.map(
    (f): FactDefinition => ({
      name: `entry.${f.name}`,
      type: f.number ? 'number' : 'string',
      title: `${register.title}·${f.title}`,
      ...(f.options.length > 0 ? { options: f.options } : {}),
    }),
  ),
];

/** Files of another package as far as rule editors see them; the own ones when none is named. */
export function useFilesOf(own: Files, packageId: string | undefined): Files {
  const { data } = useDeskView(packageId ?? '', packageId !== undefined);
  return useMemo(
    () => (packageId === undefined ? own : data ? { ...data.beside, ...data.released } : {}),
    [own, packageId, data],
  );
}

/** Titles of what the sources of these schemes name, in this procedure and in others. */
export function useSourceNames(files: Files, schemes: readonly Scheme[]): SourceNames {
  const { data } = useCatalogue();
  const others = new Set(
    schemes.flatMap((s) =>
      measurables(s).flatMap((m) => (m.source && 'package' in m.source && m.source.package) || []),
    ),
  );
  const desks = useQueries({
    queries: [...others].map((id) => ({ queryKey: deskKey(id), queryFn: () => ruleDeeds.read(id) })),
  });
  return {
    ballot: (id) => ballotsIn(files).find((b) => b.id === id),
    package: (id) => data?.packages.find((p) => p.id === id)?.title,
    register: (id, packageId) => {
      const beside =
        packageId === undefined ? files : desks.find((d) => d.data?.packageId === packageId)?.data?.beside;
      return registersIn(beside ?? {}).find((r) => r.id === id);
    },
  };
}

export function usePackages(but: string): { value: string; label: string }[] {
  const { data } = useCatalogue();
  return (data?.packages ?? []).filter((p) => p.id !== but).map((p) => ({ value: p.id, label: p.title }));
}
