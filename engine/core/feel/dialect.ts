/** lezer-feel's dialect with names in back-ticks, which Zeebe has. */
export const DIALECT = 'camunda';
