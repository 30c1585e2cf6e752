import { z } from 'zod';
import { type AnyRoute, route } from '../http/route.ts';
import type { Block } from './block.ts';
import { BlockViewSchema } from './schemas.ts';
import { templateOf } from './template.ts';

export function blockRoutes(blocks: () => Block[]): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/blocks',
      summary: 'Building blocks with their inputs and element templates',
      tag: 'blocks',
      access: 'session',
      response: z.array(BlockViewSchema),
      handler: async () =>
        blocks().map((block) => ({
          type: block.type,
          title: block.title,
          description: block.description,
          inputs: block.inputs,
          sets: block.sets ?? [],
          template: templateOf(block),
        })),
    }),
  ];
}
