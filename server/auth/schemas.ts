/** What sign-in and roles look like from outside. */
import { z } from 'zod';

export const RoleSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '只能用小写字母、数字和连字符，以字母开头'),
  title: z.string().min(1).max(40),
  permissions: z.array(z.string()),
  /** Where the role can be given: in a congress, in a body, or in both. */
  scope: z.enum(['congress', 'body', 'any']),
  order: z.number().default(100),
});
export type Role = z.infer<typeof RoleSchema>;

export const PasswordSchema = z.string().min(10, '密码至少 10 个字符').max(200, '密码最多 200 个字符');

export const SignInSchema = z.object({
  username: z.string().min(1, '请填写用户名').max(100),
  password: z.string().min(1, '请填写密码').max(200),
});

export const MembershipViewSchema = z.object({
  orgId: z.string(),
  orgName: z.string(),
  orgPath: z.string(),
  kind: z.enum(['congress', 'body']),
  roles: z.array(z.string()),
  roleTitles: z.array(z.string()),
});

export const SessionViewSchema = z.object({
  signedIn: z.boolean(),
  /** For the `x-csrf-token` header. */
  csrf: z.string().optional(),
  mustChangePassword: z.boolean().default(false),
  /** No account exists yet: the page offers the set-up. */
  setup: z.boolean().default(false),
  user: z
    .object({
      id: z.string(),
      username: z.string(),
      name: z.string(),
      memberships: z.array(MembershipViewSchema),
      /** Permission → paths of the tree where it holds. */
      permissions: z.record(z.string(), z.array(z.string())),
      audience: z.array(z.string()),
    })
    .optional(),
});
export type SessionView = z.infer<typeof SessionViewSchema>;

export const ChangePasswordSchema = z.object({
  current: z.string().min(1, '请填写当前密码').max(200),
  next: PasswordSchema,
});

export const SetupSchema = z.object({
  token: z.string().min(1).max(100),
  congress: z.object({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '只能用小写字母、数字和连字符，以字母开头'),
    name: z.string().min(2).max(60),
    shortName: z.string().min(1).max(30),
    level: z.enum(['province', 'city', 'district', 'town']),
  }),
  username: z.string().regex(/^[a-z][a-z0-9._-]{1,39}$/, '用户名用小写字母和数字，以字母开头，至少 2 个字符'),
  name: z.string().min(1).max(40),
  password: PasswordSchema,
});
