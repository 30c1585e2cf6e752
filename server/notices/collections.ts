import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

export const NoticeSchema = z.object({
  id: z.string(),
  userId: z.string(),
  state: z.enum(['unread', 'read']),
  title: z.string(),
  text: z.string(),
  caseId: z.string().optional(),
  taskId: z.string().optional(),
  createdAt: z.string(),
  readAt: z.string().optional(),
});
export type NoticeDoc = z.infer<typeof NoticeSchema>;

export const notices = defineCollection({
  name: 'notices',
  schema: NoticeSchema,
  indexes: [{ fields: ['userId', 'createdAt'] }, { fields: ['userId', 'state', 'createdAt'] }],
});
