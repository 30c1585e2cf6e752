/** The person on whose behalf something is done, with what they may do where. Made once per request. */

export interface Membership {
  /** Organisation (congress or body) in which the roles hold. */
  orgId: string;
  /** Path of that organisation in the tree, such as `/city/district/`. A role there reaches everything below it. */
  orgPath: string;
  kind: 'congress' | 'body';
  roles: string[];
}

export interface Actor {
  userId: string;
  name: string;
  memberships: Membership[];
  /** Permission → paths of the organisations in which (and below which) it holds. */
  permissions: Map<string, string[]>;
  /**
   * Keys by which tasks find the person: `user:<id>`, `role:<role>@<congress id>`, `body:<body id>`,
   * `body:<body id>:<role>`.
   */
  audience: string[];
}

/** Whether the actor holds the permission at the organisation with this path (or above it). */
export function may(actor: Actor, permission: string, orgPath: string): boolean {
  return (actor.permissions.get(permission) ?? []).some((p) => orgPath.startsWith(p));
}

/** Whether the actor holds the permission anywhere. */
export function mayAnywhere(actor: Actor, permission: string): boolean {
  return (actor.permissions.get(permission) ?? []).length > 0;
}
