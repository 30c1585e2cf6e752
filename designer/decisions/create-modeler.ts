/// <reference path="../../types/bpmn-io.d.ts" />
/** Puts dmn-js together: the graph of decisions, their tables and their expressions, each by an editor of its own. */
import DmnModeler from 'dmn-js/lib/Modeler';
import { createTranslate, type Language } from '../modeler/i18n/translate.ts';
import './styles.ts';

/** An editor for the graph, a table or an expression: all of them are diagram-js. */
interface Viewer {
  on(event: string, listener: () => void): void;
}

/** What can be opened: the graph (`definitions`), or a decision with its logic. */
export interface View {
  id: string;
  type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
  name?: string;
  element: { id: string; name?: string };
}

/** Types of values that Zeebe and the embedded engine know. */
const DATA_TYPES = ['string', 'boolean', 'number', 'date', 'time', 'dateTime', 'dayTimeDuration', 'Any'];

export function createModeler(o: {
  container: HTMLElement;
  language: Language;
  /** After each command, in whichever view. */
  onCommand(): void;
  onMissingTranslation?: (text: string) => void;
}): DmnModeler {
  const own = {
    additionalModules: [{ translate: ['value', createTranslate(o.language, o.onMissingTranslation)] }],
  };
  const modeler = new DmnModeler({
    container: o.container,
    common: { dataTypes: DATA_TYPES },
    drd: own,
    decisionTable: own,
    literalExpression: own,
    boxedExpression: own,
  });
  modeler.on('viewer.created', ({ viewer }: { viewer: Viewer }) =>
    viewer.on('commandStack.changed', o.onCommand),
  );
  return modeler;
}
