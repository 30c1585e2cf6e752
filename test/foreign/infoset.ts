/**
 * Compares two XML texts by what they say: names and attributes by namespace, text, comments, instructions, order.
 * Not compared: prefixes, indentation, the order of attributes, and the order between children of different names in
 * BPMN's own elements, which its schema fixes and which carries no meaning; nor that of the shapes of a plane, which
 * is what lies over what.
 */
import { Parser } from 'saxen';

export interface Node {
  /** `{namespace}local`, `#text`, `#comment`, or `?target`. */
  name: string;
  attributes: Map<string, string>;
  children: Node[];
  text?: string;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const STANDARD = /^\{http:\/\/www\.omg\.org\/spec\//;
/** Numbers of a diagram: `100.0` says what `100` says. */
const NUMERIC = new Set(['x', 'y', 'width', 'height', 'resolution', 'size']);
/** Content in which white space is no mere indentation. */
const isText = (text: string) => text.trim() !== '';

export function readXml(xml: string): Node {
  const root: Node = { name: '#document', attributes: new Map(), children: [] };
  const open = [root];
  const scopes: Map<string, string>[] = [new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])];
  const top = () => open.at(-1)!;
  const add = (node: Node) => top().children.push(node);
  const leaf = (name: string, text: string) => add({ name, attributes: new Map(), children: [], text });
  const text = (t: string) => {
    const last = top().children.at(-1);
    if (last?.name === '#text') last.text += t;
    else leaf('#text', t);
  };
  const parser = new Parser({ proxy: false });
  parser.on(
    'openTag',
    (raw: string, attrsOf: () => Record<string, string>, decode: (s: string) => string) => {
      const attrs = Object.entries(attrsOf()).map(([k, v]) => [k, decode(v)] as const);
      const scope = new Map(scopes.at(-1));
      for (const [k, v] of attrs) {
        if (k === 'xmlns') scope.set('', v);
        if (k.startsWith('xmlns:')) scope.set(k.slice(6), v);
      }
      scopes.push(scope);
      const expand = (name: string, fallback: string) => {
        const at = name.indexOf(':');
        if (at < 0) return `{${fallback}}${name}`;
        const uri = scope.get(name.slice(0, at));
        if (uri === undefined) throw new Error(`no namespace for <${name}>`);
        return `{${uri}}${name.slice(at + 1)}`;
      };
      const name = expand(raw, scope.get('') ?? '');
      const attributes = new Map<string, string>();
      for (const [k, v] of attrs) {
        if (k === 'xmlns' || k.startsWith('xmlns:')) continue;
        const key = expand(k, '');
        attributes.set(key, key === `{${XSI}}type` ? expand(v, scope.get('') ?? '') : v);
      }
      const node: Node = { name, attributes, children: [] };
      add(node);
      open.push(node);
    },
  );
  parser.on('closeTag', () => {
    open.pop();
    scopes.pop();
  });
  parser.on('text', (t: string, decode: (s: string) => string) => text(decode(t)));
  parser.on('cdata', (t: string) => text(t));
  parser.on('comment', (t: string) => leaf('#comment', t.trim()));
  parser.on('question', (t: string) => {
    if (!/^<\?xml\s/.test(t)) leaf(`?${t.replace(/^<\?|\?>$/g, '').trim()}`, '');
  });
  parser.on('error', (e: Error) => {
    throw e;
  });
  parser.parse(xml);
  trim(root);
  return root;
}

/** White space between elements is indentation; beside text, or alone in an element, it is content. */
function trim(node: Node): void {
  const mixed = node.children.some((c) => c.name === '#text' && isText(c.text!));
  const elements = node.children.some((c) => c.name !== '#text');
  node.children = node.children.filter((c) => c.name !== '#text' || isText(c.text!) || (!elements && !mixed));
  if (
    !elements &&
    node.children.length === 1 &&
    !isText(node.children[0]!.text!) &&
    /\n/.test(node.children[0]!.text!)
  )
    node.children = [];
  for (const child of node.children) trim(child);
}

/** What the second text lacks, has besides, or says otherwise; empty: the same. */
export function differences(before: string, after: string): string[] {
  const found: string[] = [];
  compare(readXml(before), readXml(after), '', found);
  return found;
}

const id = (node: Node) => node.attributes.get('{}id');
const label = (node: Node) => node.name.replace(/^\{.*\}/, '') + (id(node) ? `#${id(node)}` : '');

function sameValue(name: string, a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  const local = name.replace(/^\{\}/, '');
  return a !== undefined && b !== undefined && NUMERIC.has(local) && Number(a) === Number(b);
}

function compare(a: Node, b: Node, path: string, found: string[]): void {
  const here = `${path}/${label(a)}`;
  if (a.name !== b.name) return void found.push(`${here}: became ${b.name}`);
  if (a.text !== b.text) found.push(`${here}: text “${a.text}” became “${b.text}”`);
  for (const name of new Set([...a.attributes.keys(), ...b.attributes.keys()])) {
    const [x, y] = [a.attributes.get(name), b.attributes.get(name)];
    if (!sameValue(name, x, y)) found.push(`${here}@${name}: “${x}” became “${y}”`);
  }
  const plane = a.name.endsWith('}BPMNPlane');
  const groups = plane ? byId : STANDARD.test(a.name) || a.name === '#document' ? byName : inOrder;
  const [before, after] = [groups(a.children), groups(b.children)];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [x, y] = [before.get(name) ?? [], after.get(name) ?? []];
    for (let i = 0; i < Math.max(x.length, y.length); i++) {
      if (!y[i]) found.push(`${here}: lost ${label(x[i]!)} ${x[i]!.text ?? ''}`.trimEnd());
      else if (!x[i]) found.push(`${here}: came ${label(y[i]!)} ${y[i]!.text ?? ''}`.trimEnd());
      else compare(x[i]!, y[i]!, here, found);
    }
  }
}

const inOrder = (nodes: Node[]) => new Map([['', nodes]]);
const grouped = (key: (n: Node) => string) => (nodes: Node[]) => {
  const groups = new Map<string, Node[]>();
  for (const n of nodes) groups.set(key(n), [...(groups.get(key(n)) ?? []), n]);
  return groups;
};
const byName = grouped((n) => n.name);
const byId = grouped((n) => `${n.name} ${id(n)}`);
