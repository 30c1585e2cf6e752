import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';
import { RoleSchema } from './schemas.ts';

export const roles = defineCollection({ name: 'roles', schema: RoleSchema });

/** Apart from `users`, so that nothing that reads people can read this. The id is the user's. */
export const credentials = defineCollection({
  name: 'credentials',
  schema: z.object({
    id: z.string(),
    /** argon2id, with its salt and costs. */
    hash: z.string(),
    changedAt: z.string(),
    /** Set by somebody else: to be changed at the next sign-in. */
    oneTime: z.boolean(),
  }),
});
export type Credential = z.infer<typeof credentials.schema>;

/** The id is the SHA-256 of the token: the token itself is nowhere on the server. */
export const sessions = defineCollection({
  name: 'sessions',
  schema: z.object({
    id: z.string(),
    userId: z.string(),
    createdAt: z.string(),
    /** Kept to within some minutes. */
    seenAt: z.string(),
    expiresAt: z.string(),
    oneTime: z.boolean(),
  }),
  indexes: [{ fields: ['userId'] }, { fields: ['expiresAt'] }],
});
export type Session = z.infer<typeof sessions.schema>;

export const authCollections = [roles, credentials, sessions];
