/** Organisations as a tree, the people in them, terms of office and groups. */
import { z } from 'zod';

const orgId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, '只能用小写字母、数字和连字符，以字母开头，不超过 40 个字符');
const date = z.iso.date();

/** Ids go into audience keys (`body:<id>:<role>`), so they hold no colon. */
export const OrgSchema = z.object({
  id: orgId,
  kind: z.enum(['congress', 'body']),
  /** The congress above; for a body, the congress that supervises it. */
  parentId: z.string().optional(),
  /** Ids from the root: `/yongjiang/donghu/`. */
  path: z.string().regex(/^\/([a-z0-9-]+\/)+$/),
  name: z.string().min(2).max(60),
  shortName: z.string().min(1).max(30),
  level: z.enum(['province', 'city', 'district', 'town']),
  /** What a body is: 政府部门、法院、检察院、监察委 …; free for a congress. */
  bodyKind: z.enum(['government', 'court', 'procuratorate', 'supervision', 'party', 'other']).optional(),
  order: z.number(),
  active: z.boolean(),
});
export type Org = z.infer<typeof OrgSchema>;

export const MembershipSchema = z.object({
  orgId: z.string().max(40),
  roles: z.array(z.string().max(40)).min(1, '至少选择一个角色').max(20),
});

export const DeputySchema = z.object({
  congressId: z.string().max(40),
  termId: z.string().max(40),
  /** Electoral district (选区). */
  district: z.string().min(1).max(40),
  expertise: z.array(z.string().min(1).max(30)).max(20),
  /** Deputies' group (代表小组). */
  group: z.string().max(40).optional(),
});

export const UserSchema = z.object({
  id: z.string(),
  username: z.string().regex(/^[a-z][a-z0-9._-]{1,39}$/, '用户名用小写字母和数字，以字母开头，至少 2 个字符'),
  name: z.string().min(1).max(40),
  memberships: z.array(MembershipSchema).max(20),
  deputy: DeputySchema.optional(),
  phone: z.string().max(30).optional(),
  active: z.boolean(),
});
export type User = z.infer<typeof UserSchema>;

export const TermSchema = z.object({
  id: orgId,
  congressId: z.string(),
  title: z.string().min(1).max(60),
  from: date,
  to: date,
});
export type Term = z.infer<typeof TermSchema>;

/** A group (代表小组、工作专班). Who left stays, with the day: groups change during a matter. */
export const GroupSchema = z.object({
  id: orgId,
  congressId: z.string(),
  title: z.string().min(1).max(60),
  members: z.array(
    z.object({ userId: z.string(), since: date, until: date.optional(), role: z.string().optional() }),
  ),
});
export type Group = z.infer<typeof GroupSchema>;
