/** What every section of the plain panel needs: the drawing, the element in hand, the package around it, the language. */
import { createContext, useContext } from 'react';
import type { ModelerContext } from '../context.ts';
import type { DiagramElement, Drawing } from '../drawing.ts';
import type { Text } from '../i18n/ui.ts';

export interface Desk {
  drawing: Drawing;
  element: DiagramElement;
  context: ModelerContext;
  readOnly: boolean;
  t: Text;
  onOpenForm?: (formId: string) => void;
  /** Makes a new form for the element and gives its id, or undefined when the administrator gave up. */
  onNewForm?: (suggested: { elementId: string; title: string }) => Promise<string | undefined>;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('a section of the plain panel needs <DeskContext>');
  return desk;
}
