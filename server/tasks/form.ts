/** The form of a task: the release's document, or one generated from the drawing for a task that names none. */
import { type FormDocument, formFromElement } from '../../forms/index.ts';
import type { ElementModel } from '../cases/drawing.ts';
import type { Release } from '../packages/release.ts';

type Expression = { feel: string } | { text: string };
const sourceOf = (e: Expression) => ('feel' in e ? `=${e.feel.replace(/^=/, '')}` : e.text);
const generated = new WeakMap<ElementModel, FormDocument>();

export function formOf(
  release: Release,
  element: ElementModel | undefined,
  formKey: string | undefined,
): FormDocument | undefined {
  const named = formKey ? release.forms.get(formKey) : undefined;
  if (named || !element) return named;
  let form = generated.get(element);
  if (!form) {
    form = formFromElement({
      id: element.id,
      ...(element.name ? { name: element.name } : {}),
      inputs: element.inputs.map((m) => ({ source: sourceOf(m.source), target: m.target.join('.') })),
      outputs: element.outputs.map((m) => ({ source: sourceOf(m.source), target: m.target.join('.') })),
      properties: Object.entries(element.properties).map(([name, value]) => ({ name, value })),
    });
    generated.set(element, form);
  }
  return form;
}
