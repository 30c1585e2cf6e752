/** An official letter (公文) as .docx, in the look of GB/T 9704: 小标宋 titles, 仿宋 text, 28 pt lines, sign and seal place. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { DocumentDefinition } from '../../processes/format.ts';

const TITLE = '方正小标宋简体';
const TEXT = '仿宋';
const LINE = { line: 560, lineRule: 'exact' as const };

/** A part of a package's letter; and what only reports of this program have. */
export type Part =
  | DocumentDefinition['parts'][number]
  | { kind: 'heading'; text: string }
  /** A table with as many columns as its first row, which is its head. */
  | { kind: 'grid'; rows: string[][] };

function run(text: string, o: { font?: string; size?: number; color?: string } = {}): TextRun {
  const font = o.font ?? TEXT;
  const fallback = font === TITLE ? 'SimSun' : 'FangSong';
  return new TextRun({
    text,
    size: o.size ?? 32,
    font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: font, cs: fallback },
    ...(o.color ? { color: o.color } : {}),
  });
}

const lines = (text: string) => text.split('\n');

function blocksOf(part: Part): (Paragraph | Table)[] {
  switch (part.kind) {
    case 'letterhead':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: 'C00000', space: 8 } },
          spacing: { after: 240 },
          children: [run(part.text, { font: TITLE, size: 52, color: 'C00000' })],
        }),
      ];
    case 'number':
      return [new Paragraph({ alignment: AlignmentType.CENTER, spacing: LINE, children: [run(part.text)] })];
    case 'title':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { before: 240, after: 240 },
          children: [run(part.text, { font: TITLE, size: 44 })],
        }),
      ];
    case 'salutation':
      return [new Paragraph({ spacing: LINE, children: [run(part.text)] })];
    case 'paragraph':
      return lines(part.text).map(
        (t) => new Paragraph({ spacing: LINE, indent: { firstLine: 640 }, children: [run(t)] }),
      );
    case 'heading':
      return [
        new Paragraph({
          spacing: { before: 240, after: 120 },
          keepNext: true,
          children: [run(part.text, { font: '黑体' })],
        }),
      ];
    case 'grid':
      return [
        new Table({
          width: { size: 100, type: WidthType.PERCENTAGE },
          rows: part.rows.map(
            (row, i) =>
              new TableRow({
                tableHeader: i === 0,
                cantSplit: true,
                children: row.map(
                  (t) =>
                    new TableCell({
                      children: [
                        new Paragraph({
                          children: [run(t, { size: 21, ...(i === 0 ? { font: '黑体' } : {}) })],
                        }),
                      ],
                    }),
                ),
              }),
          ),
        }),
      ];
    case 'table':
      return [
        new Table({
          width: { size: 100, type: WidthType.PERCENTAGE },
          rows: part.rows.map(
            (row) =>
              new TableRow({
                children: row.map(
                  (t) => new TableCell({ children: [new Paragraph({ children: [run(t, { size: 28 })] })] }),
                ),
              }),
          ),
        }),
      ];
    case 'signature':
      // room above for the signature and the seal
      return [
        new Paragraph({ spacing: { before: 1200 }, children: [] }),
        ...part.lines.map(
          (t) =>
            new Paragraph({
              alignment: AlignmentType.RIGHT,
              indent: { right: 640 },
              spacing: LINE,
              children: [run(t)],
            }),
        ),
      ];
    case 'footer':
      return [];
  }
}

export async function renderLetter(title: string, parts: Part[]): Promise<Uint8Array> {
  const footer = parts.flatMap((p) => (p.kind === 'footer' ? [run(p.text, { size: 24 })] : []));
  const document = new Document({
    title,
    sections: [
      {
        properties: { page: { margin: { top: 2098, bottom: 1984, left: 1588, right: 1474 } } },
        ...(footer.length
          ? { footers: { default: new Footer({ children: [new Paragraph({ children: footer })] }) } }
          : {}),
        children: parts.flatMap(blocksOf),
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
