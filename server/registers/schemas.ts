import { z } from 'zod';

export const RegisterQuerySchema = z.object({
  state: z.string().max(64).optional(),
  year: z.coerce.number().int().optional(),
  q: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(2000).optional(),
});
export const RegisterPageSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      register: z.string(),
      packageId: z.string(),
      releaseId: z.string(),
      caseId: z.string(),
      orgId: z.string(),
      orgPath: z.string(),
      year: z.number(),
      state: z.string(),
      data: z.record(z.string(), z.unknown()),
      history: z.array(z.object({ state: z.string(), at: z.string() })),
      createdAt: z.string(),
      updatedAt: z.string(),
    }),
  ),
  next: z.string().optional(),
});
