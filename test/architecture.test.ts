/**
 * Who may import whom: the rules of the design. Imports are read from the parsed sources by vite's parser, because
 * dependency-cruiser 17 reads TypeScript only with a compiler older than 7.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

interface Import {
  from: string;
  /** A file of ours, or a package's name. */
  to: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8');
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const target = (specifier: string): string =>
    specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
  // `import {}` and `import 'x'` have no entries and run the file.
  const typeOnly = (entries: { isType: boolean }[]): boolean =>
    entries.length > 0 && entries.every((e) => e.isType);
  const found: Import[] = module.staticImports.map((i) => ({
    from: file,
    to: target(i.moduleRequest.value),
    typeOnly: typeOnly(i.entries),
  }));
  for (const e of module.staticExports) {
    const request = e.entries.find((x) => x.moduleRequest)?.moduleRequest;
    if (request) found.push({ from: file, to: target(request.value), typeOnly: typeOnly(e.entries) });
  }
  for (const d of module.dynamicImports) {
    const literal = /^['"](.+)['"]$/.exec(source.slice(d.moduleRequest.start, d.moduleRequest.end));
    if (literal) found.push({ from: file, to: target(literal[1]!), typeOnly: false });
  }
  return found;
}

const ROOMS = ['engine', 'rules', 'forms', 'processes', 'server', 'designer'];
const files = ROOMS.filter((r) => existsSync(r)).flatMap((room) =>
  readdirSync(room, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && /\.tsx?$/.test(e.name) && !e.name.endsWith('.d.ts'))
    .map((e) => join(e.parentPath, e.name)),
);
const imports = files.flatMap(importsOf);

interface Rule {
  name: string;
  from: RegExp;
  to: RegExp;
  except?: (i: Import) => boolean;
}

const rules: Rule[] = [
  {
    name: 'the engine imports no sibling',
    from: /^engine\//,
    to: /^(rules|forms|processes|server|designer)\//,
  },
  { name: 'rules import no sibling', from: /^rules\//, to: /^(engine|forms|processes|server|designer)\// },
  { name: 'forms import no sibling', from: /^forms\//, to: /^(engine|rules|processes|server|designer)\// },
  { name: 'the core imports no adapter', from: /^engine\/core\//, to: /^engine\/(embedded|zeebe|index)/ },
  {
    name: 'processes import core, rules and forms',
    from: /^processes\//,
    to: /^(server|designer|engine\/(embedded|zeebe))/,
  },
  { name: 'the server imports no page', from: /^server\//, to: /^designer\// },
  {
    name: 'pages take only types of server schemas',
    from: /^designer\//,
    to: /^server\//,
    except: (i) => i.typeOnly && /schemas\.ts$/.test(i.to),
  },
  { name: 'pages rehearse with the core only', from: /^designer\//, to: /^engine\/(embedded|zeebe|index)/ },
];

/** A way round along imports that run code; undefined when there is none. */
function cycle(edges: Map<string, string[]>): string[] | undefined {
  const state = new Map<string, 'open' | 'done'>();
  const walk = (file: string, path: string[]): string[] | undefined => {
    if (state.get(file) === 'done') return undefined;
    if (state.get(file) === 'open') return [...path.slice(path.indexOf(file)), file];
    state.set(file, 'open');
    for (const to of edges.get(file) ?? []) {
      const found = walk(to, [...path, file]);
      if (found) return found;
    }
    state.set(file, 'done');
    return undefined;
  };
  for (const file of edges.keys()) {
    const found = walk(file, []);
    if (found) return found;
  }
  return undefined;
}

describe('imports', () => {
  it('were read', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(imports.length).toBeGreaterThan(500);
  });

  it.each(rules)('$name', ({ from, to, except }) => {
    const broken = imports.filter((i) => from.test(i.from) && to.test(i.to) && !except?.(i));
    expect(broken.map((i) => `${i.from} → ${i.to}`)).toEqual([]);
  });

  it('core, rules and forms use no Node module, clock or randomness', () => {
    const pure = /^(engine\/core|rules|forms)\//;
    const node = imports
      .filter((i) => pure.test(i.from) && isBuiltin(i.to))
      .map((i) => `${i.from} → ${i.to}`);
    expect(node).toEqual([]);
    const impure = files.filter(
      (f) => pure.test(f) && /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/.test(readFileSync(f, 'utf8')),
    );
    expect(impure).toEqual([]);
  });

  it('carry their ending, and lead somewhere', () => {
    const ours = imports.filter((i) => ROOMS.some((r) => i.to.startsWith(`${r}/`)));
    const lost = ours.filter((i) => !existsSync(i.to.replace(/\?.*$/, '')));
    expect(lost.map((i) => `${i.from} → ${i.to}`)).toEqual([]);
  });

  it('go one way: no cycle', () => {
    const edges = new Map<string, string[]>();
    for (const i of imports) {
      if (!i.typeOnly && existsSync(i.to)) edges.set(i.from, [...(edges.get(i.from) ?? []), i.to]);
    }
    expect(cycle(edges)).toBeUndefined();
    expect(
      cycle(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
  });
});

describe('structure', () => {
  it('every file of engine/core/elements is in the registry', () => {
    const folder = 'engine/core/elements';
    const registry = readdirSync(folder).find((f) => /^(registry|index)\.ts$/.test(f));
    expect(registry).toBeDefined();
    const reached = new Set<string>();
    const follow = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const i of imports.filter((x) => x.from === file && x.to.startsWith(folder))) follow(i.to);
    };
    follow(`${folder}/${registry}`);
    const elements = readdirSync(folder)
      .filter((f) => f.endsWith('.ts'))
      .map((f) => `${folder}/${f}`);
    expect(elements.filter((f) => !reached.has(f))).toEqual([]);
  });

  it('no code names a package', () => {
    const packages = readdirSync('processes', { withFileTypes: true })
      .filter((e) => e.isDirectory())
      .map((e) => e.name);
    const named = files.filter((f) => {
      const source = readFileSync(f, 'utf8');
      return packages.some((p) => source.includes(p));
    });
    expect(named).toEqual([]);
  });
});
