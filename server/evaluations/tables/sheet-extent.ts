/**
 * How far a sheet of an .xlsx goes. The reader makes an array of every row down to the last one, and of every column
 * of each: two cells far apart in a file of 2 KB fill the memory. So whether a sheet fits is known before it is read.
 */
import { Parser } from 'saxen';

export interface SheetLimits {
  rows: number;
  columns: number;
}

/** Rows that a sheet can have; those without content cost little, and the reader leaves them out at the end. */
const LAST_ROW = 1_048_576;
const ADDRESS = /^([A-Z]{1,3})([1-9]\d{0,6})$/;

class SheetProblem extends Error {}

const misplaced = (place: string) =>
  new SheetProblem(`工作表中的位置“${place.slice(0, 20)}”不对，请用电子表格软件另存为 .xlsx 后再上传。`);

/** What a sheet's elements say of places, by the same reading as the reader's. */
class Extent {
  readonly #limits: SheetLimits;
  #rows = 0;
  #cell: { address: string; row: number; column: number } | undefined;
  /** Which of the elements that hold a cell's value are open. */
  #value = { v: false, t: false };

  constructor(limits: SheetLimits) {
    this.#limits = limits;
  }

  open(name: string, place: () => string | undefined): void {
    if (name === 'row') this.#row(place());
    if (name === 'c') {
      this.#cell = cellAt(place() ?? '');
      this.#value = { v: false, t: false };
    }
    if (name === 'v' || name === 't') this.#value[name] = true;
  }

  close(name: string): void {
    if (name === 'c') this.#cell = undefined;
    if (name === 'v' || name === 't') this.#value[name] = false;
  }

  text(): void {
    if (!this.#cell || !(this.#value.v || this.#value.t)) return;
    const { address, row, column } = this.#cell;
    const { rows, columns } = this.#limits;
    if (row > rows)
      throw new SheetProblem(`单元格 ${address} 有内容，表格超过 ${rows} 行，请删去或拆分后再上传。`);
    if (column > columns)
      throw new SheetProblem(`单元格 ${address} 有内容，表格超过 ${columns} 列，请删去不需要的列。`);
  }

  #row(number: string | undefined): void {
    this.#rows++;
    if (this.#rows > LAST_ROW) throw new SheetProblem('工作表的行数过多，请拆分后再上传。');
    if (number !== undefined) rowOf(number, number);
  }
}

/** The row's number; never more than a sheet can have, whatever stands there. */
function rowOf(digits: string, place: string): number {
  const row = /^[1-9]\d{0,6}$/.test(digits) ? Number(digits) : 0;
  if (row === 0 || row > LAST_ROW) throw misplaced(place);
  return row;
}

function cellAt(address: string) {
  const [, letters = '', digits = ''] = ADDRESS.exec(address) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { address, row: rowOf(digits, address), column };
}

/** The reader cuts prefixes off: `x:c` is a `c`. */
const local = (name: string) => name.slice(name.indexOf(':') + 1);

/** The `r` of a row or cell. With several, as `x:r` and `r`, it depends on the reader which one counts: none does. */
function placeOf(attributes: Record<string, string>): string | undefined {
  const names = Object.keys(attributes).filter((n) => n === 'r' || (n.endsWith(':r') && n !== 'xmlns:r'));
  if (names.length > 1) throw misplaced(names.join(' '));
  return names[0] === undefined ? undefined : attributes[names[0]];
}

/** Why the sheet cannot be read within the limits, with what to do; undefined where it can. */
export function sheetProblem(xml: string, limits: SheetLimits): string | undefined {
  const extent = new Extent(limits);
  // the parser that the reader has inside: from a looser look, what it reads could be hidden
  const parser = new Parser();
  type Attributes = () => Record<string, string>;
  parser.on('openTag', (name: string, attributes: Attributes, decode: (text: string) => string) =>
    extent.open(local(name), () => {
      const place = placeOf(attributes());
      return place === undefined ? undefined : decode(place);
    }),
  );
  parser.on('closeTag', (name: string) => extent.close(local(name)));
  parser.on('text', () => extent.text());
  parser.on('error', (error: Error) => {
    throw error;
  });
  try {
    parser.parse(xml);
    return undefined;
  } catch (e) {
    if (e instanceof SheetProblem) return e.message;
    return '工作表的内容不完整，请用电子表格软件打开后另存为 .xlsx 再上传。';
  }
}
