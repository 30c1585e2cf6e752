import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CasePage } from '../../server/cases/schemas.ts';
import type { BoardBallots, BoardView, CatalogueView } from '../../server/evaluations/schemas.ts';
import { api } from '../api/client.ts';

export type { BoardView, CatalogueView, Counts, ValueView } from '../../server/evaluations/schemas.ts';
export type BoardRow = BoardView['rows'][number];
export type Part = 'base' | 'hit' | 'miss' | 'without';

/** A number of the board that was chosen. */
export interface Chosen {
  /** Body; absent: all. `-`: cases without a body. */
  body?: string;
  of: string;
  title: string;
  /** Whether it is a share, so that what counts and what does not can be told apart. */
  share: boolean;
}

export interface BoardPlace {
  package: string;
  year: number;
  org: string;
}

export const useCatalogue = () =>
  useQuery({
    queryKey: ['evaluations', 'catalogue'],
    queryFn: () => api.get<CatalogueView>('/api/evaluations'),
    staleTime: 60_000,
  });

export const useBoard = (place: BoardPlace | undefined) =>
  useQuery({
    queryKey: ['board', place],
    queryFn: ({ signal }) => api.get<BoardView>('/api/board', { ...place }, signal),
    enabled: place !== undefined,
    placeholderData: keepPreviousData,
  });

export const useBallots = (place: BoardPlace) =>
  useQuery({
    queryKey: ['board', 'ballots', place],
    queryFn: ({ signal }) => api.get<BoardBallots>('/api/board/ballots', { ...place }, signal),
  });

export const useBehind = (place: BoardPlace, { body, of }: Chosen, part: Part) =>
  useQuery({
    queryKey: ['board', 'cases', place, body, of, part],
    queryFn: ({ signal }) =>
      api.get<CasePage & { hidden: number }>('/api/board/cases', { ...place, body, of, part }, signal),
  });
