import { expect, it, vi } from 'vitest';
import { runEach } from './each.ts';

it('a figure that fails keeps no other from being taken, and is told by name', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
  const ran: string[] = [];
  const failed = await runEach([
    ['a', () => ran.push('a')],
    [
      'b',
      () => {
        throw new Error('nothing moved');
      },
    ],
    ['c', async () => Promise.reject(new Error('no browser'))],
    ['d', async () => ran.push('d')],
  ]);
  expect([ran, failed]).toEqual([
    ['a', 'd'],
    ['b', 'c'],
  ]);
});
