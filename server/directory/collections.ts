import { defineCollection } from '../store/collections.ts';
import { GroupSchema, OrgSchema, TermSchema, UserSchema } from './schemas.ts';

export const orgs = defineCollection({ name: 'orgs', schema: OrgSchema });
export const users = defineCollection({
  name: 'users',
  schema: UserSchema,
  indexes: [{ fields: ['username'], unique: true }],
});
export const terms = defineCollection({ name: 'terms', schema: TermSchema });
export const groups = defineCollection({ name: 'groups', schema: GroupSchema });

export const directoryCollections = [orgs, users, terms, groups];
