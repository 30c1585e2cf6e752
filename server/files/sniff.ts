/** What an uploaded file really is: the ending on the allow-list and the content must agree. */
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileTypeFromFile } from 'file-type';
import type { FileEnding } from '../../forms/files.ts';

/** Ending → media types that the content may show; the first is the one that is kept. */
const ALLOWED: Record<FileEnding, string[]> = {
  pdf: ['application/pdf'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/zip'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/zip'],
  doc: ['application/msword', 'application/x-cfb'],
  xls: ['application/vnd.ms-excel', 'application/x-cfb'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  png: ['image/png'],
  webp: ['image/webp'],
  zip: ['application/zip'],
  txt: ['text/plain'],
  csv: ['text/csv'],
};

/** The media type, or undefined when ending and content do not agree or the ending is not allowed. */
export async function sniff(path: string, name: string): Promise<string | undefined> {
  const ending = extname(name).slice(1).toLowerCase();
  if (!Object.hasOwn(ALLOWED, ending)) return undefined;
  const types = ALLOWED[ending as FileEnding];
  const found = await fileTypeFromFile(path);
  if (types[0]!.startsWith('text/'))
    return found === undefined && (await looksLikeText(path)) ? types[0] : undefined;
  return found && types.includes(found.mime) ? types[0] : undefined;
}

async function looksLikeText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8192), 0, 8192, 0);
    return !buffer.subarray(0, bytesRead).includes(0);
  } finally {
    await file.close();
  }
}
