/** Order of routes: fixed names before `:parameters`, so that no feature's list can hide another's. */
import type { AnyRoute } from './route.ts';

const rank = (segment: string | undefined): number =>
  segment === undefined ? 0 : segment.startsWith(':') ? 2 : segment.includes('*') ? 3 : 1;

function compare(a: AnyRoute, b: AnyRoute): number {
  const x = a.path.split('/');
  const y = b.path.split('/');
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = rank(x[i]) - rank(y[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Throws for a method and path declared twice. */
export function inOrder(routes: AnyRoute[]): AnyRoute[] {
  const seen = new Set<string>();
  for (const { method, path } of routes) {
    const key = `${method} ${path.replaceAll(/:\w+/g, ':')}`;
    if (seen.has(key)) throw new Error(`route <${method} ${path}> is declared twice`);
    seen.add(key);
  }
  return [...routes].sort(compare);
}
