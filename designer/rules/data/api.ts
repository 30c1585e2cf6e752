import { useQuery } from '@tanstack/react-query';
import type {
  DataPlace,
  DataTableView,
  ReadBody,
  ReadView,
  SaveBody,
} from '../../../server/evaluations/tables/schemas.ts';
import { api } from '../../api/client.ts';

export type { DataPlace, DataTableView, ReadView } from '../../../server/evaluations/tables/schemas.ts';
export type Chosen = ReadView['chosen'];
export type ChosenOrBefore = Pick<ReadBody, 'chosen' | 'before'>;
export type Values = Record<string, number | string | null>;
export type SentFile = ReadBody['file'];

const PATH = '/api/evaluation-data';
export const dataKey = (place: DataPlace) => ['evaluations', 'data', place];

export const dataQuery = (place: DataPlace) => ({
  queryKey: dataKey(place),
  queryFn: () => api.get<DataTableView>(PATH, { ...place }),
});
export const useData = (place: DataPlace) => useQuery(dataQuery(place));

export const dataDeeds = {
  read: (place: DataPlace, file: SentFile, columns: ChosenOrBefore) =>
    api.post<ReadView>(`${PATH}/read`, { ...place, file, ...columns }),
  save: (
    place: DataPlace,
    o: { version: number; note: string; mode: SaveBody['mode']; from: SaveBody['from'] },
  ) => api.post<DataTableView>(PATH, { ...place, ...o }),
  rows: (id: string) => api.get<{ version: number; rows: DataTableView['rows'] }>(`${PATH}/${id}`),
  fileUrl: (id: string) => `${PATH}/${encodeURIComponent(id)}/file`,
};

/** A file as the server takes it. */
export async function sent(file: File): Promise<SentFile> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('cannot be read'));
    reader.readAsDataURL(file);
  });
  return { name: file.name, base64: url.slice(url.indexOf(',') + 1) };
}
