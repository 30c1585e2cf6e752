/** Reading for everybody who is signed in: names for pickers and pages, nothing personal. */
import { z } from 'zod';
import { type AnyRoute, route } from '../http/route.ts';
import type { Directory } from './directory.ts';
import { OrgSchema, TermSchema, type User } from './schemas.ts';

export const OrgViewSchema = OrgSchema.extend({ rev: z.number() });

export const PersonViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Names of the organisations that the person belongs to. */
  units: z.array(z.string()),
});

const DeputyViewSchema = PersonViewSchema.extend({
  congressId: z.string(),
  district: z.string(),
  expertise: z.array(z.string()),
  group: z.string().optional(),
});

const BodyViewSchema = OrgSchema.pick({
  id: true,
  name: true,
  shortName: true,
  path: true,
  bodyKind: true,
  parentId: true,
});

const id = z.string().max(40);
const text = z.string().max(50);

export function directoryRoutes(directory: Directory): AnyRoute[] {
  const person = (u: User): z.input<typeof PersonViewSchema> => ({
    id: u.id,
    name: u.name,
    units: u.memberships.map((m) => directory.org(m.orgId)?.shortName ?? m.orgId),
  });

  return [
    route({
      method: 'get',
      path: '/api/directory/orgs',
      summary: 'Congresses and bodies as a tree, parents before children',
      tag: 'directory',
      access: 'session',
      query: z.object({
        path: z.string().max(300).default('/'),
        kind: OrgSchema.shape.kind.optional(),
        q: text.optional(),
      }),
      response: z.object({ items: z.array(OrgViewSchema) }),
      handler: async ({ query }) => ({
        items: directory
          .orgTree(query.path)
          .filter((o) => query.kind === undefined || o.kind === query.kind)
          .filter((o) => query.q === undefined || o.name.includes(query.q) || o.shortName.includes(query.q)),
      }),
    }),
    route({
      method: 'get',
      path: '/api/directory/bodies',
      summary: 'Active bodies that a congress supervises; all that are active without a congress',
      tag: 'directory',
      access: 'session',
      query: z.object({ congressId: id.optional(), q: text.optional() }),
      response: z.object({ items: z.array(BodyViewSchema) }),
      handler: async ({ query }) => {
        const all =
          query.congressId === undefined
            ? directory.orgTree().filter((o) => o.kind === 'body' && o.active)
            : directory.bodiesOf(query.congressId);
        return { items: all.filter((o) => query.q === undefined || o.name.includes(query.q)) };
      },
    }),
    route({
      method: 'get',
      path: '/api/directory/people',
      summary: 'People for pickers: by organisation, role, name or ids; at most 200',
      tag: 'directory',
      access: 'session',
      query: z.object({
        orgId: id.optional(),
        role: id.optional(),
        q: text.optional(),
        ids: z.string().max(8000).optional(),
      }),
      response: z.object({ items: z.array(PersonViewSchema) }),
      handler: async ({ query }) => {
        const ids = query.ids?.split(',');
        const from = ids
          ? ids.flatMap((i) => directory.user(i) ?? [])
          : query.orgId === undefined
            ? directory.users.all().filter((u) => u.active)
            : directory.membersOf(query.orgId);
        const found = from
          .filter((u) => query.role === undefined || u.memberships.some((m) => m.roles.includes(query.role!)))
          .filter((u) => query.q === undefined || u.name.includes(query.q) || u.username.startsWith(query.q));
        return { items: found.slice(0, 200).map(person) };
      },
    }),
    route({
      method: 'get',
      path: '/api/directory/deputies',
      summary: 'Deputies of a congress, by district or expertise',
      tag: 'directory',
      access: 'session',
      query: z.object({
        congressId: id,
        district: text.optional(),
        expertise: text.optional(),
        q: text.optional(),
      }),
      response: z.object({ items: z.array(DeputyViewSchema) }),
      handler: async ({ query }) => ({
        items: directory
          .deputiesOf(query.congressId, query)
          .filter((u) => query.q === undefined || u.name.includes(query.q))
          .map((u) => ({ ...person(u), ...u.deputy! })),
      }),
    }),
    route({
      method: 'get',
      path: '/api/directory/terms',
      summary: 'Terms of office',
      tag: 'directory',
      access: 'session',
      response: z.object({ items: z.array(TermSchema.extend({ rev: z.number() })) }),
      handler: async () => ({ items: directory.terms.all().sort((a, b) => b.from.localeCompare(a.from)) }),
    }),
  ];
}
