/** What the drawing board must know of the package (`ModelerContext`), from its files, drawings and the server's blocks. */
import type { DecisionModel } from '../../../engine/core/dmn/model.ts';
import type { FormDocument } from '../../../forms/document.ts';
import { type FieldKind, rowsOf } from '../../../forms/edit.ts';
import { choicesOf, fieldSchema, own, propertiesOf, uiOf } from '../../../forms/schema.ts';
import type { DrawnBlock } from '../../../processes/drawing-references.ts';
import type { PackageFiles } from '../../../processes/format.ts';
import type { BlockView } from '../../../server/blocks/schemas.ts';
import type { Choice, FormInfo, ModelerContext, VariableInfo } from '../../modeler/context.ts';
import { readManifest } from '../desk.ts';
import {
  type FileKind,
  filesOfKind,
  kindOfFile,
  nameOfFile,
  readObject,
  titleOfFile,
} from '../file-kinds.ts';
import { fixedInput } from './fixed-input.ts';
import { outcomesOf } from './outcomes.ts';
import { outcomesOfDecisions } from './outcomes-of-decisions.ts';
import type { References } from './use-references.ts';

export interface Surroundings {
  files: PackageFiles;
  references: References;
  blocks: BlockView[];
  /** Roles of the installation: those that the package does not list yet can be chosen too. */
  roles: Choice[];
  /** Those of them that people have in a body. */
  bodyRoles: Choice[];
  packages: Choice[];
  /** Decisions of the package's files that can be read. */
  decisions: DecisionModel[];
}

const BODIES: FieldKind[] = ['body', 'bodies'];
const PEOPLE: FieldKind[] = ['user', 'users', 'deputy', 'deputies'];
const LISTS: FieldKind[] = ['bodies', 'users', 'deputies'];

/** A form document, when the file is one. */
export function readForm(text: string | undefined): FormDocument | undefined {
  const doc = readObject(text);
  const isForm =
    doc && ['schema', 'fields'].every((key) => typeof doc[key] === 'object' && doc[key] !== null);
  return isForm ? ({ uiSchema: {}, ...doc } as unknown as FormDocument) : undefined;
}

/** The package's forms by id, in order. */
export function readForms(files: PackageFiles): Map<string, FormDocument> {
  const read = filesOfKind(files, 'form').map((path) => [nameOfFile(path), readForm(files[path])] as const);
  return new Map(read.filter((entry): entry is [string, FormDocument] => entry[1] !== undefined));
}

function formInfo(id: string, doc: FormDocument): FormInfo {
  const fields = rowsOf(doc).map((row) => {
    const schema = fieldSchema(doc, row.name) ?? {};
    const options = choicesOf(schema, uiOf(doc, row.name));
    const type = row.kind === 'date' ? 'date' : String(schema.type ?? 'string');
    const { name, title, routes } = row;
    return { name, title: title || name, type, routes, ...(options ? { options } : {}) };
  });
  return { id, title: doc.title || id, fields };
}

function variables(forms: Map<string, FormDocument>, kinds: FieldKind[]): VariableInfo[] {
  const rows = [...forms.values()]
    .flatMap((doc) => rowsOf(doc))
    .filter((r) => r.routes && kinds.includes(r.kind));
  const byName = new Map(
    rows.map((r) => [
      r.name,
      { name: r.name, title: r.title || r.name, ...(LISTS.includes(r.kind) ? { multiple: true } : {}) },
    ]),
  );
  return [...byName.values()];
}

/** Ids that blocks of a type begin, with their titles. */
function begun(blocks: DrawnBlock[], type: string, input: string): Choice[] {
  const choices = blocks
    .filter((b) => b.type === type)
    .flatMap((b) => {
      const id = fixedInput(b, input);
      return id ? [[id, { id, title: fixedInput(b, 'title') || b.name || id }] as const] : [];
    });
  return [...new Map(choices).values()];
}

export function modelerContext(s: Surroundings): ModelerContext {
  const { files, references } = s;
  const manifest = readManifest(files);
  const forms = readForms(files);
  const drawn = Object.values(references).flatMap((r) => r.blocks);
  const parts = (...kinds: FileKind[]): Choice[] =>
    filesOfKind(files, ...kinds).map((path) => ({ id: nameOfFile(path), title: titleOfFile(path, files) }));
  const clocks = begun(drawn, 'clock.start', 'clock');
  const rounds = begun(drawn, 'ballot.open', 'ballot');
  const listed = manifest.roles ?? [];
  const parameters = Object.entries(propertiesOf(manifest.parameters ?? {})).map(([name, schema]) => ({
    name,
    title: String(own(schema, 'title') ?? name),
    type: String(own(schema, 'type') ?? 'string'),
  }));
  const prefix = manifest.id ?? '';
  return {
    roles: [...listed, ...s.roles.filter((r) => !listed.some((o) => o.id === r.id))],
    bodyRoles: s.bodyRoles,
    bodiesVariables: variables(forms, BODIES),
    deputyVariables: variables(forms, PEOPLE),
    forms: [...forms].map(([id, doc]) => formInfo(id, doc)),
    parameters,
    processes: Object.values(references)
      .flatMap((r) => r.processes)
      .filter((p) => p.id !== manifest.main?.process)
      .map((p) => ({ id: p.id, title: p.name || p.id })),
    ruleSets: parts('ruleset'),
    ballots: parts('ballot', 'weighting'),
    schemes: parts('scheme'),
    decisions: s.decisions.map(({ id, name }) => ({ id, title: name || id })),
    documents: parts('document'),
    publications: parts('publication'),
    registers: parts('register'),
    clocks,
    rounds,
    packages: s.packages,
    elementTemplates: s.blocks.map((b) => b.template),
    messages: [
      ...clocks.flatMap((c) => [
        { name: `${prefix}.clock.${c.id}.overdue`, title: `“${c.title}”到期` },
        { name: `${prefix}.clock.${c.id}.remind`, title: `“${c.title}”临期提醒` },
      ]),
      ...rounds.map((r) => ({ name: `${prefix}.ballot.${r.id}.closed`, title: `“${r.title}”测评结束` })),
    ],
    outcomes: [
      ...outcomesOf(drawn, s.blocks, (id) => {
        const path = `rules/${id}.json`;
        return ['ruleset', 'ballot', 'weighting'].includes(kindOfFile(path, files))
          ? readObject(files[path])
          : undefined;
      }),
      ...Object.values(references).flatMap((r) => outcomesOfDecisions(r.decisions, s.decisions)),
    ],
  };
}
