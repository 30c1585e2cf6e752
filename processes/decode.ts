/**
 * Text of an XML file that may come from any tool: by its byte-order mark, else by what its declaration names (UTF-16,
 * GB2312, GBK, GB18030, Big5 …), else UTF-8. What is given out says UTF-8, since it will be written so. Browser-safe.
 */

/** The encoding cannot be read; the message is for people. */
export class EncodingProblem extends Error {}

const DECLARED = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*(["'])([\w.:-]+)\1/;

function encodingOf(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  return DECLARED.exec(head)?.[2]?.toLowerCase() ?? 'utf-8';
}

export function decodeXml(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new EncodingProblem(`不认识文件的编码 ${encoding}，请在原工具中另存为 UTF-8`);
  }
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new EncodingProblem(`文件不是 ${encoding} 编码，有无法读取的字节，请在原工具中另存为 UTF-8`);
  }
  // A text that is UTF-8 to the letter is not touched.
  const declared = DECLARED.exec(text);
  if (!declared || /^utf-?8$/i.test(declared[2]!)) return text;
  return text.replace(DECLARED, (whole) => whole.replace(declared[2]!, 'UTF-8'));
}
