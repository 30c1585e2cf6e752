import { Alert, Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { PackageProblem } from '../../../processes/format.ts';
import { useText } from '../text.ts';
import { errorOffset, lineOf, locate } from './json-locate.ts';

export interface JsonEditorProps {
  label: string;
  text: string;
  problems: PackageProblem[];
  onText: (next: string) => void;
  /** JSON pointer to show first. */
  focus?: string | undefined;
  readOnly?: boolean;
  /** Plain text: nothing of JSON is checked. */
  plain?: boolean;
}

/** A file as text, with line numbers; where it is no JSON and what 检查 found lead to their places. */
export function JsonEditor(props: JsonEditorProps) {
  const { label, text, problems, onText, focus, readOnly = false, plain = false } = props;
  const t = useText();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLPreElement>(null);
  const broken = plain ? undefined : errorOffset(text);

  const select = (start: number, end: number) => {
    const box = area.current;
    if (!box) return;
    box.focus();
    box.setSelectionRange(start, Math.max(end, start + 1));
    const height = Number.parseFloat(getComputedStyle(box).lineHeight) || 20;
    box.scrollTop = Math.max(0, (lineOf(text, start).line - 4) * height);
  };
  const show = (pointer: string | undefined) => {
    if (broken !== undefined) return select(broken, broken + 1);
    const span = locate(text, pointer ?? '');
    if (pointer) select(span.start, span.end);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per place that is asked for
  useEffect(() => {
    if (focus) show(focus);
  }, [focus]);

  const place = broken === undefined ? undefined : lineOf(text, broken);
  const lines = text.split('\n').length;
  const tidy = () => onText(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  return (
    <div className="jd-pk-json">
      {place && (
        <Alert
          type="error"
          showIcon
          title={t('第 {line} 行第 {column} 列附近不是正确的 JSON，请检查逗号、引号和括号。', {
            line: place.line,
            column: place.column,
          })}
          action={
            <Button size="small" onClick={() => show(undefined)}>
              {t('到这一行')}
            </Button>
          }
        />
      )}
      {!place && problems.length > 0 && (
        <ul className="jd-pk-json-problems">
          {problems.map((p) => (
            <li key={`${p.place}${p.message}`}>
              <button
                type="button"
                className={p.severity === 'error' ? 'jd-pk-error' : 'jd-pk-warning'}
                onClick={() => show(p.place)}
              >
                {p.message}
              </button>
              {p.place && <span className="jd-muted"> {p.place}</span>}
            </li>
          ))}
        </ul>
      )}
      <div className="jd-pk-code">
        <pre ref={gutter} aria-hidden>
          {Array.from({ length: lines }, (_, i) => i + 1).join('\n')}
        </pre>
        <textarea
          ref={area}
          aria-label={label}
          aria-invalid={place !== undefined}
          value={text}
          readOnly={readOnly}
          spellCheck={false}
          wrap="off"
          onChange={(e) => onText(e.target.value)}
          onScroll={(e) => {
            if (gutter.current) gutter.current.scrollTop = e.currentTarget.scrollTop;
          }}
        />
      </div>
      {!readOnly && !plain && (
        <div className="jd-pk-row">
          <Button size="small" disabled={place !== undefined} onClick={tidy}>
            {t('整理格式')}
          </Button>
          <span className="jd-muted">{t('{n} 行', { n: lines })}</span>
        </div>
      )}
    </div>
  );
}
