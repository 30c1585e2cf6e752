/** A .csv or .xlsx file as rows of plain values, within bounds: whatever a file says of itself, no more is unpacked. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { HttpProblem } from '../../http/problem.ts';
import { sheetProblem } from './sheet-extent.ts';

export const TABLE_LIMITS = {
  file: 5 * 1024 * 1024,
  unpacked: 50 * 1024 * 1024,
  parts: 500,
  rows: 5000,
  columns: 200,
};

export type Cell = string | number | null;
export interface FileTable {
  headings: string[];
  /** `line`: row number as a spreadsheet shows it. */
  rows: { line: number; cells: Cell[] }[];
}

const refuse = (message: string) => new HttpProblem('unprocessable', message);

/** Throws 413 or 422 with what to do. */
export async function readTable(name: string, bytes: Uint8Array): Promise<FileTable> {
  if (bytes.length > TABLE_LIMITS.file)
    throw new HttpProblem('too-large', '表格文件超过 5 MB，请拆分后再上传。');
  const ending = name.toLowerCase().split('.').at(-1);
  if (ending === 'csv') return tableOf(csvLines(bytes));
  if (ending === 'xlsx') return tableOf(await xlsxLines(bytes));
  throw new HttpProblem('unsupported-type', '请上传 .xlsx 或 .csv 文件。旧的 .xls 请先另存为 .xlsx。');
}

/** UTF-8 or UTF-16 by its mark; else UTF-8 if it is, else GB 18030, which contains GBK, as Chinese spreadsheets save it. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function csvLines(bytes: Uint8Array): Cell[][] {
  const text = decodeText(bytes);
  if (text.includes('\0')) throw refuse('这不是一个文本文件。请另存为 CSV 或 .xlsx 后再上传。');
  const { data, errors } = Papa.parse<string[]>(text, { preview: TABLE_LIMITS.rows + 100 });
  const quote = errors.find((e) => e.type === 'Quotes');
  if (quote) throw refuse(`CSV 文件第 ${(quote.row ?? 0) + 1} 行的引号不成对，请更正后再上传。`);
  return data;
}

/** Unpacked here, part by part and within bounds, and packed again without compression for the reader. */
async function xlsxLines(bytes: Uint8Array): Promise<Cell[][]> {
  let [parts, total] = [0, 0];
  try {
    const unpacked = unzipSync(bytes, {
      filter: (f) => {
        parts += 1;
        total += f.originalSize;
        if (parts > TABLE_LIMITS.parts || total > TABLE_LIMITS.unpacked)
          throw new HttpProblem('too-large', '表格解开后过大，请只保留要上传的工作表和数据。');
        return /\.(xml|rels)$/.test(f.name);
      },
    });
    const stored = zipSync(boundedSheets(unpacked), { level: 0 });
    const rows = await readSheet(Buffer.from(stored));
    const first = rows[0]?.[0];
    if (typeof first === 'string' && first.startsWith(TOO_FAR)) throw refuse(first.slice(TOO_FAR.length));
    return rows.map((row) => row.map(plain));
  } catch (e) {
    if (e instanceof HttpProblem) throw e;
    throw refuse('这个文件不是可以读取的 .xlsx 表格。请用电子表格软件打开后另存为 .xlsx 再上传。');
  }
}

/** Rows above the data, such as a title, are no data rows. */
const EXTENT = { rows: TABLE_LIMITS.rows + 100, columns: TABLE_LIMITS.columns };
/** Stands before what is said of a sheet in place of the sheet. */
const TOO_FAR = '[sheet not read] ';

/**
 * Sheets that go too far are left out: one with what is said of it stands there instead. Which sheet is the first, only the
 * reader knows; the others may go as far as they like.
 */
function boundedSheets(parts: Record<string, Uint8Array>): Record<string, Uint8Array> {
  const bounded = ([name, bytes]: [string, Uint8Array]): [string, Uint8Array] => {
    const xml = new TextDecoder().decode(bytes);
    const problem = xml.includes('sheetData') ? sheetProblem(xml, EXTENT) : undefined;
    return [name, problem === undefined ? bytes : saying(problem)];
  };
  return Object.fromEntries(Object.entries(parts).map(bounded));
}

function saying(problem: string): Uint8Array {
  const text = `${TOO_FAR}${problem}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return strToU8(
    `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`,
  );
}

const plain = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
};

const isBlank = (cell: Cell | undefined) => cell === null || cell === undefined || String(cell).trim() === '';

/** The heading is the first row with two cells or more: a title above it stands alone. */
function tableOf(lines: readonly Cell[][]): FileTable {
  const top = lines.findIndex((cells) => cells.filter((c) => !isBlank(c)).length > 1);
  const heading = lines[top];
  if (!heading) throw refuse('表格里没有数据：请把表头放在第一行，至少有“单位”和一个指标两列。');
  if (heading.length > TABLE_LIMITS.columns)
    throw refuse(`表格超过 ${TABLE_LIMITS.columns} 列，请删去不需要的列。`);
  const headings = heading.map((c) => (isBlank(c) ? '' : String(c).trim()));
  const twice = headings.find((h, i) => h !== '' && headings.indexOf(h) !== i);
  if (twice !== undefined) throw refuse(`表头“${twice}”出现了两次，请改名后再上传。`);
  const rows = lines
    .map((cells, i) => ({
      line: i + 1,
      cells: headings.map((_, k) => (isBlank(cells[k]) ? null : (cells[k] ?? null))),
    }))
    .slice(top + 1)
    .filter((r) => r.cells.some((c) => c !== null));
  if (rows.length > TABLE_LIMITS.rows) throw refuse(`表格超过 ${TABLE_LIMITS.rows} 行，请拆分后再上传。`);
  if (rows.length === 0) throw refuse('表头下面没有数据行。');
  return { headings, rows };
}
