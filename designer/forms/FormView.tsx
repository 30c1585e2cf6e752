/**
 * The renderer of forms, for clerks, deputies and the form builder's preview. It draws by rjsf, shows and hides by the
 * document's conditions, keeps drafts, checks by `validate` and shows the server's verdict at the fields.
 */
import Form from '@rjsf/antd';
import { Button } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { FormDocument } from '../../forms/document.ts';
import type { FieldError } from '../../forms/messages.ts';
import { own, propertiesOf } from '../../forms/schema.ts';
import { visibleFields } from '../../forms/visibility.ts';
import { ApiProblem, messageOf } from '../api/problem.ts';
import { useI18n } from '../i18n/index.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { FieldTemplate } from './FieldTemplate.tsx';
import { renderSchema } from './render-schema.ts';
import { type DraftChoice, SaveStatus } from './SaveStatus.tsx';
import { translateString } from './translate.ts';
import type { FormData, FormServices } from './types.ts';
import { useAutosave } from './use-autosave.ts';
import { useLeaveGuard } from './use-leave-guard.ts';
import { drawOnly, toErrorSchema } from './validator.ts';
import { widgets } from './widgets/index.ts';
import './forms.css';

export interface FormViewProps {
  doc: FormDocument;
  value: FormData;
  services: FormServices;
  /** Check in the page, before the server's. */
  validate?: (data: FormData) => Promise<FieldError[]>;
  /** Submits; an `ApiProblem` that it throws is shown at the fields that it names. Absent: no button (a preview). */
  onSubmit?: (data: FormData) => Promise<void>;
  /** Keeps a draft, valid or not. */
  onSave?: (data: FormData) => Promise<unknown>;
  /** Reads the draft as it stands now, so that the next save goes over it; after another window has saved. */
  newest?: () => Promise<FormData>;
  onChange?: (data: FormData) => void;
  disabled?: boolean;
  /** Beside the button that submits. */
  actions?: ReactNode;
  /** Asks before unsaved data is left. Default: unless it is a preview. A page has one such guard at most. */
  guard?: boolean;
}

/** A component, since the router takes one guard at a time and a preview must not be one. */
function LeaveGuard(props: { isDirty: () => boolean; save: (() => Promise<void>) | undefined }) {
  useLeaveGuard(props.isDirty, props.save);
  return null;
}

/** The server names places by JSON pointer or by field name. */
function placesOf(doc: FormDocument, problem: ApiProblem): FieldError[] {
  const known = propertiesOf(doc.schema);
  return problem.places.map(({ place, message }) => {
    const pointer = place.replace(/^\/?(body\/)?data\//, '/').replace(/^(?!\/)/, '/');
    return { field: own(known, pointer.split('/')[1] ?? '') ? pointer : '', message };
  });
}

/** The services with the number of uploads under way, so that a form is not sent without its files. */
function counting(services: FormServices, uploads: { current: number }): FormServices {
  const { upload } = services;
  if (!upload) return services;
  return {
    ...services,
    upload: async (file, onProgress) => {
      uploads.current++;
      try {
        return await upload(file, onProgress);
      } finally {
        uploads.current--;
      }
    },
  };
}

export default function FormView(props: FormViewProps) {
  const { doc, validate, onSubmit, onSave, newest, onChange, disabled = false, actions } = props;
  const guard = props.guard ?? (onSubmit !== undefined || onSave !== undefined);
  const { t, language } = useI18n();
  const [data, setData] = useState<FormData>(props.value);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [busy, setBusy] = useState(false);
  const [failures, setFailures] = useState(0);
  const tried = useRef(false);
  const locked = useRef(false);
  const summary = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const autosave = useAutosave(onSave);

  const visible = visibleFields(doc, data).join(',');
  const { schema, uiSchema } = useMemo(
    () => renderSchema(doc, visible === '' ? [] : visible.split(',')),
    [doc, visible],
  );
  const extraErrors = useMemo(() => toErrorSchema(errors), [errors]);
  const uploads = useRef(0);
  const services = useMemo(() => counting(props.services, uploads), [props.services]);
  const formContext = useMemo(() => ({ services }), [services]);
  const shown = Object.fromEntries(Object.entries(data).filter(([k]) => propertiesOf(schema)[k]));

  // Once submitting has failed, errors go away as they are mended.
  useEffect(() => {
    if (!tried.current || !validate) return;
    const timer = setTimeout(async () => setErrors(await validate(data)), 300);
    return () => clearTimeout(timer);
  }, [data, validate]);

  useEffect(() => {
    if (failures > 0) summary.current?.focus();
  }, [failures]);

  // Enter in a line of text or a date goes no further: an official form is submitted by its button only.
  useEffect(() => {
    const stop = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
    };
    const element = frame.current;
    element?.addEventListener('keydown', stop);
    return () => element?.removeEventListener('keydown', stop);
  }, []);

  const change = (next: FormData, touched: boolean) => {
    const hidden = Object.entries(data).filter(([k]) => !propertiesOf(schema)[k]);
    const filled = Object.entries(next).filter(([, v]) => v !== undefined);
    const merged = Object.fromEntries([...hidden, ...filled]);
    setData(merged);
    onChange?.(merged);
    if (touched) autosave.touch(merged);
  };

  const fail = (found: FieldError[]) => {
    tried.current = true;
    const order = Object.keys(propertiesOf(doc.schema));
    const place = (e: FieldError) => order.indexOf(e.field.split('/')[1] ?? '');
    setErrors([...found].sort((a, b) => place(a) - place(b)));
    setFailures((n) => n + 1);
  };

  const choice: DraftChoice | undefined = newest && {
    take: () =>
      void newest().then(
        (theirs) => {
          setData(theirs);
          void autosave.settle();
        },
        (error) => fail([{ field: '', message: messageOf(error) }]),
      ),
    keep: () =>
      void newest().then(
        async () => {
          await autosave.settle();
          autosave.touch(data);
          await autosave.flush();
        },
        (error) => fail([{ field: '', message: messageOf(error) }]),
      ),
  };

  const submit = async () => {
    if (!onSubmit || locked.current) return;
    if (uploads.current > 0) return fail([{ field: '', message: t('文件还在上传，请等上传完成后再提交。') }]);
    locked.current = true;
    setBusy(true);
    try {
      const found = validate ? await validate(data) : [];
      if (found.length > 0) return fail(found);
      setErrors([]);
      await autosave.flush();
      await onSubmit(data);
      await autosave.settle();
    } catch (error) {
      const places = error instanceof ApiProblem ? placesOf(doc, error) : [];
      fail(places.length > 0 ? places : [{ field: '', message: messageOf(error) }]);
    } finally {
      locked.current = false;
      setBusy(false);
    }
  };

  return (
    <div ref={frame} className="jd-form">
      {guard && (
        <LeaveGuard
          isDirty={() => !disabled && autosave.isDirty()}
          save={onSave ? autosave.flush : undefined}
        />
      )}
      {doc.description && <p className="jd-form-intro">{doc.description}</p>}
      {errors.length > 0 && <ErrorSummary ref={summary} errors={errors} />}
      <Form
        schema={schema}
        uiSchema={uiSchema}
        formData={shown}
        validator={drawOnly}
        noValidate
        noHtml5Validate
        // an empty list of people would become a list of one nobody
        experimental_defaultFormStateBehavior={{ arrayMinItems: { populate: 'never' } }}
        showErrorList={false}
        extraErrors={extraErrors}
        formContext={formContext}
        widgets={widgets}
        templates={{ FieldTemplate }}
        translateString={translateString(language)}
        disabled={disabled || busy}
        onChange={(e, id) => change((e.formData ?? {}) as FormData, id !== undefined)}
        onSubmit={() => void submit()}
      >
        <div className="jd-form-actions jd-noprint">
          {onSubmit && (
            <Button type="primary" htmlType="submit" loading={busy} disabled={disabled}>
              {doc.submitLabel ?? t('提交')}
            </Button>
          )}
          {actions}
          {onSave && (
            <SaveStatus state={autosave.state} retry={() => void autosave.flush()} choice={choice} />
          )}
        </div>
      </Form>
    </div>
  );
}
