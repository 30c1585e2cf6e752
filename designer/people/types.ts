import type { User } from '../api/types.ts';

/** A user with the revision that a change must name. */
export type StoredUser = User & { rev: number };
