/** What a broker must be told so that its bundled Elasticsearch exporter sends its records to our intake. */

/** Record types that history, jobs, incidents and variables are made of. */
const VALUE_TYPES = {
  ...{ PROCESSINSTANCE: true, JOB: true, JOBBATCH: true, INCIDENT: true, TIMER: true, VARIABLE: true },
  ...{ PROCESSMESSAGESUBSCRIPTION: true, MESSAGE: true },
  ...{ PROCESS: false, DEPLOYMENT: false, DECISION: false, DECISIONREQUIREMENTS: false, FORM: false },
  ...{ DECISIONEVALUATION: true, PROCESSEVENT: false, PROCESSINSTANCECREATION: false, ERROR: false },
  ...{ PROCESSINSTANCEMODIFICATION: false, PROCESSINSTANCEMIGRATION: false, VARIABLEDOCUMENT: false },
  ...{ MESSAGESUBSCRIPTION: false, MESSAGESTARTEVENTSUBSCRIPTION: false, SIGNAL: false, ESCALATION: false },
  ...{ SIGNALSUBSCRIPTION: false, RESOURCEDELETION: false, USERTASK: false, COMPENSATIONSUBSCRIPTION: false },
};

export interface ExporterTarget {
  /** Of the intake. */
  url: string;
  user: string;
  password: string;
  /**
   * Sends each record by itself, at once. For tests and cases, which wait for every step; where much goes on, a request
   * and a commit for each record is far slower than one of all in each second.
   */
  everyRecord?: boolean;
}

/** Environment variables of the broker (Zeebe 8.5). */
export function exporterSettings(intake: ExporterTarget): Record<string, string> {
  const es = 'ZEEBE_BROKER_EXPORTERS_ES_';
  return {
    [`${es}CLASSNAME`]: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
    [`${es}ARGS_URL`]: intake.url,
    [`${es}ARGS_AUTHENTICATION_USERNAME`]: intake.user,
    [`${es}ARGS_AUTHENTICATION_PASSWORD`]: intake.password,
    [`${es}ARGS_BULK_DELAY`]: '1',
    ...(intake.everyRecord && { [`${es}ARGS_BULK_SIZE`]: '1' }),
    ...Object.fromEntries(
      Object.entries(VALUE_TYPES).map(([type, on]) => [`${es}ARGS_INDEX_${type}`, String(on)]),
    ),
  };
}
