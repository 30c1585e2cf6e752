import type { WidgetProps } from '@rjsf/utils';
import type { FormServices } from '../types.ts';

/** The services given to the renderer, from inside a widget. */
export const servicesOf = (props: Pick<WidgetProps, 'registry'>): FormServices =>
  (props.registry.formContext as { services: FormServices }).services;
