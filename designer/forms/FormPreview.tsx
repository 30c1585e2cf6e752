/** A form as clerks will see it, for the form builder: the same renderer, nothing is stored. */
import { lazy, Suspense } from 'react';
import type { FormDocument } from '../../forms/document.ts';
import { Loading } from '../app/Loading.tsx';
import { directoryServices } from './services.ts';
import type { FormData } from './types.ts';

const FormView = lazy(() => import('./FormView.tsx'));
const services = directoryServices({ upload: false });

export function FormPreview({ doc, onChange }: { doc: FormDocument; onChange?: (data: FormData) => void }) {
  return (
    <section className="jd-form-preview" aria-label={doc.title}>
      <h2>{doc.title}</h2>
      <Suspense fallback={<Loading />}>
        <FormView
          key={JSON.stringify(doc.schema)}
          doc={doc}
          value={{}}
          services={services}
          {...(onChange ? { onChange } : {})}
        />
      </Suspense>
    </section>
  );
}
