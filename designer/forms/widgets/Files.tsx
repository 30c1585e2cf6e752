import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { ariaDescribedByIds, type WidgetProps } from '@rjsf/utils';
import { Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import type { FileReference } from '../../../forms/document.ts';
import { FILE_ENDINGS, refuseFile } from '../../../forms/files.ts';
import { messageOf } from '../../api/problem.ts';
import { useT } from '../../i18n/index.ts';
import { bytes } from '../../shared/format.ts';
import { servicesOf } from './context.ts';

interface Sending {
  key: number;
  name: string;
  share: number;
  error?: string;
}

/** Files by reference: each is stored at once, with its progress; the value is a list of references. */
export function Files(props: WidgetProps) {
  const { id, value, onChange, disabled, readonly, schema } = props;
  const t = useT();
  const { upload, fileHref } = servicesOf(props);
  const files = (Array.isArray(value) ? value : []) as FileReference[];
  const latest = useRef(files);
  latest.current = files;
  const input = useRef<HTMLInputElement>(null);
  const counter = useRef(0);
  const [sending, setSending] = useState<Sending[]>([]);
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : 20;
  const locked = disabled || readonly || !upload;

  const change = (key: number, part: Partial<Sending>) =>
    setSending((list) => list.map((s) => (s.key === key ? { ...s, ...part } : s)));

  const send = async (file: File) => {
    if (!upload) return;
    const key = counter.current++;
    const refusal = refuseFile(file.name, file.size);
    if (refusal) return setSending((list) => [...list, { key, name: file.name, share: 0, error: refusal }]);
    setSending((list) => [...list, { key, name: file.name, share: 0 }]);
    try {
      const reference = await upload(file, (share) => change(key, { share }));
      latest.current = [...latest.current, reference];
      onChange(latest.current);
      setSending((list) => list.filter((s) => s.key !== key));
    } catch (error) {
      change(key, { error: messageOf(error) });
    }
  };

  const choose = (chosen: FileList | null) => {
    const room = most - latest.current.length;
    for (const file of [...(chosen ?? [])].slice(0, Math.max(room, 0))) void send(file);
    if (input.current) input.current.value = '';
  };

  return (
    <div className="jd-files">
      <input
        ref={input}
        type="file"
        multiple={most > 1}
        accept={FILE_ENDINGS.map((e) => `.${e}`).join(',')}
        className="jd-visually-hidden"
        tabIndex={-1}
        aria-hidden
        onChange={(e) => choose(e.target.files)}
      />
      <ul aria-live="polite">
        {files.map((file) => (
          <li key={file.id}>
            <PaperClipOutlined aria-hidden />
            <a href={fileHref(file.id)} target="_blank" rel="noreferrer">
              {file.name}
            </a>
            <span className="jd-muted jd-number">{bytes(file.size)}</span>
            {!locked && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('移除 {name}', { name: file.name })}
                onClick={() => onChange(files.filter((f) => f.id !== file.id))}
              />
            )}
          </li>
        ))}
        {sending.map((s) => (
          <li key={`s${s.key}`}>
            <span>{s.name}</span>
            {s.error === undefined ? (
              <Progress percent={Math.round(s.share * 100)} size="small" style={{ maxWidth: 180 }} />
            ) : (
              <>
                <span className="jd-error-text" role="alert">
                  {s.error}
                </span>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('移除 {name}', { name: s.name })}
                  onClick={() => setSending((list) => list.filter((o) => o.key !== s.key))}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {!locked && (
        <Button
          id={id}
          icon={<UploadOutlined />}
          disabled={files.length >= most}
          onClick={() => input.current?.click()}
          aria-describedby={ariaDescribedByIds(id)}
        >
          {t('添加文件')}
        </Button>
      )}
      {!locked && <span className="jd-files-hint">{t('文档、表格、图片或压缩包，每个不超过 20 MB')}</span>}
      {upload === undefined && !readonly && <span className="jd-muted">{t('此处不能添加文件')}</span>}
    </div>
  );
}
