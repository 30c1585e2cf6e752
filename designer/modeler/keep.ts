/**
 * Keeps what bpmn-js drops or alters when it writes a drawing of another tool: comments, elements and texts where
 * BPMN's schema has no room for them, references that lead out of the file, attributes that say the default, names it
 * writes wrongly. Three texts are compared: the original, what bpmn-js makes of it untouched, and what it writes now.
 * What is untouched since is given back as it was, to the letter; elsewhere, what was lost is put back.
 *
 * An element is known again by its id. One whose id was changed, or one without an id among several that were added to
 * or taken from, counts as new, since it would be worse to give one element what belongs to another.
 */

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const parse = (xml: string): Document => new DOMParser().parseFromString(xml, 'text/xml');
const isElement = (node: Node | undefined): node is Element => node?.nodeType === Node.ELEMENT_NODE;
const isBlank = (node: Node) => node.nodeType === Node.TEXT_NODE && !node.textContent?.trim();
const content = (parent: Node): Node[] => [...parent.childNodes].filter((node) => !isBlank(node));
const own = (e: Element) => [...e.attributes].filter((at) => at.namespaceURI !== XMLNS);
/** What sort of node it is; elements of one sort without an id are told apart by their order. */
function sort(node: Node): string {
  if (isElement(node)) return `{${node.namespaceURI}}${node.localName}`;
  return node.nodeType === Node.CDATA_SECTION_NODE ? '#text' : node.nodeName;
}

/** Whether the two say the same, however they are indented. */
function alike(a: Node, b: Node): boolean {
  if (sort(a) !== sort(b)) return false;
  if (!isElement(a) || !isElement(b)) return a.nodeValue === b.nodeValue;
  const attributes = own(a);
  if (attributes.length !== own(b).length) return false;
  for (const at of attributes) if (b.getAttributeNS(at.namespaceURI, at.localName) !== at.value) return false;
  const [left, right] = [content(a), content(b)];
  return left.length === right.length && left.every((child, i) => alike(child, right[i]!));
}

/** For each child of the one its counterpart among those of the other; `sure`: only where none was added or removed. */
function pair(from: Node[], to: Node[], sure: boolean): Map<Node, Node> {
  const pairs = new Map<Node, Node>();
  const free = new Set(to);
  const take = (node: Node, found: Node | undefined) => {
    if (!found) return;
    pairs.set(node, found);
    free.delete(found);
  };
  const ids = new Map(to.filter(isElement).map((e) => [e.getAttribute('id') ?? '', e]));
  ids.delete('');
  for (const node of from) if (isElement(node)) take(node, ids.get(node.getAttribute('id') ?? ''));
  const anonymous = (node: Node) => !(isElement(node) && node.getAttribute('id'));
  const left = () => from.filter((node) => !pairs.has(node) && anonymous(node));
  if (sure)
    for (const node of left())
      take(
        node,
        [...free].find((other) => alike(node, other)),
      );
  for (const key of new Set(left().map(sort))) {
    const mine = left().filter((node) => sort(node) === key);
    const theirs = [...free].filter((node) => anonymous(node) && sort(node) === key);
    if (sure && mine.length !== theirs.length) continue;
    mine.forEach((node, i) => {
      take(node, theirs[i]);
    });
  }
  return pairs;
}

/** Gives `now` the attributes of `was` that were lost or altered in `base` and that nobody has set since. */
function restoreAttributes(was: Element, base: Element, now: Element): void {
  const names = new Map([...base.attributes, ...was.attributes].map((at) => [at.name, at]));
  for (const { namespaceURI: ns, localName, name } of names.values()) {
    if (ns === XMLNS) continue;
    const [a, b] = [was.getAttributeNS(ns, localName), base.getAttributeNS(ns, localName)];
    if (a === b || now.getAttributeNS(ns, localName) !== b) continue;
    if (a === null) now.removeAttributeNS(ns, localName);
    else now.setAttributeNS(ns, name, a);
  }
}

function restore(was: Node, base: Node, now: Node): void {
  if (isElement(was) && isElement(base) && isElement(now)) restoreAttributes(was, base, now);
  const [original, untouched, written] = [content(was), content(base), content(now)];
  const fate = pair(original, untouched, false);
  const since = pair(untouched, written, true);
  const home = now instanceof Document ? now : now.ownerDocument!;
  const copy = (node: Node) => home.importNode(node, true);
  const survivors = new Set(fate.values());
  // What bpmn-js made up, and nobody has touched, goes.
  for (const node of untouched)
    if (!survivors.has(node)) {
      const made = since.get(node);
      if (made && alike(node, made)) now.removeChild(made);
    }
  let before: Node | undefined;
  for (const node of original) {
    const kept = fate.get(node);
    const current = kept && since.get(kept);
    if (current && alike(kept, current)) {
      const whole = copy(node);
      now.replaceChild(whole, current);
      before = whole;
    } else if (current) {
      restore(node, kept, current);
      before = current;
    } else if (!kept) {
      const lost = copy(node);
      now.insertBefore(lost, before ? before.nextSibling : now.firstChild);
      before = lost;
    }
  }
}

/** `original`: the drawing as it came; `untouched`: what bpmn-js writes of it unchanged; `written`: what it writes now. */
export function keepForeign(original: string, untouched: string, written: string): string {
  if (written === untouched) return original;
  const [was, base, now] = [parse(original), parse(untouched), parse(written)];
  if (!losesWithin(was, base)) return written;
  // Prefixes that lost content uses are declared once, at the root.
  for (const at of [...was.documentElement.attributes])
    if (at.namespaceURI === XMLNS && at.prefix && !now.documentElement.hasAttribute(at.name))
      now.documentElement.setAttributeNS(XMLNS, at.name, at.value);
  restore(was, base, now);
  const text = new XMLSerializer().serializeToString(now);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text.replace(/^<\?xml[^>]*\?>\s*/, '')}`;
}

/** Whether bpmn-js, untouched, would lose or alter something; what it only adds (a marker it shows anyway) is no loss. */
function loses(was: Node, base: Node): boolean {
  if (sort(was) !== sort(base)) return true;
  if (!isElement(was) || !isElement(base)) return was.nodeValue !== base.nodeValue;
  for (const at of own(was)) if (base.getAttributeNS(at.namespaceURI, at.localName) !== at.value) return true;
  return losesWithin(was, base);
}

function losesWithin(was: Node, base: Node): boolean {
  const original = content(was);
  const pairs = pair(original, content(base), false);
  return original.some((node) => {
    const other = pairs.get(node);
    return !other || loses(node, other);
  });
}
