/** What the XML reader says of malformed text, in Chinese. What is not listed stays as it is. */
const REASONS: Record<string, string> = {
  'attribute value quote missmatch': '属性值前后的引号不一致',
  'closing tag mismatch': '结束标签与开始标签不对应',
  'illegal attribute name char': '属性名称里有不允许的字符',
  'illegal character after attribute end': '属性值之后有多余的字符',
  'illegal declaration of xmlns': '命名空间的声明有误',
  'illegal first char attribute name': '属性名称的首字符不允许',
  'missing attribute value quotes': '属性值缺少引号',
  'missing attribute value': '属性没有值',
  'missing closing quotes': '属性值缺少后引号',
  'missing open tag': '缺少开始标签',
  'missing start tag': '缺少开始标签',
  'unclosed cdata': 'CDATA 没有结束',
  'unclosed comment': '注释没有结束',
  'unclosed question': '处理指令没有结束',
  'unclosed tag': '标签没有结束',
  'unexpected end of file': '文件不完整，到这里就结束了',
};

const PATTERNS: [RegExp, (m: RegExpExecArray) => string][] = [
  [/^unrecognized element <(.+)>$/, (m) => `这里不能有元素 <${m[1]}>`],
  [/^unknown type <(.+)>$/, (m) => `没有 <${m[1]}> 这种元素`],
  [/^unexpected body text <(.*)>$/s, (m) => `这里不能有文字“${m[1]!.trim().slice(0, 40)}”`],
  [/^expected no sub nodes$/, () => '引用里不能再有元素'],
];

export function xmlReason(reason: string): string {
  if (REASONS[reason]) return REASONS[reason];
  for (const [pattern, zh] of PATTERNS) {
    const m = pattern.exec(reason);
    if (m) return zh(m);
  }
  return reason;
}
