/** What may be uploaded as a file of a form; the page says so before, the server holds to it. */

/** Bytes of one file. */
export const FILE_LIMIT = 20 * 1024 * 1024;

/** Endings of the file name, lower case, without the dot. */
export const FILE_ENDINGS = [
  'pdf',
  'docx',
  'xlsx',
  'doc',
  'xls',
  'jpg',
  'jpeg',
  'png',
  'webp',
  'zip',
  'txt',
  'csv',
] as const;
export type FileEnding = (typeof FILE_ENDINGS)[number];

/** A Chinese sentence on why the file cannot be taken, or undefined. Content is looked into by the server. */
export function refuseFile(name: string, size: number): string | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (!name.includes('.') || !(FILE_ENDINGS as readonly string[]).includes(ending))
    return `不支持这种类型的文件。可上传：${FILE_ENDINGS.join('、')}。`;
  if (size > FILE_LIMIT) return '文件超过 20 MB，请压缩或拆分后再上传。';
  if (size === 0) return '文件是空的，请重新选择。';
  return undefined;
}
