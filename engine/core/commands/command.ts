/** Everything that can be asked of the core. Data from outside was copied and checked (json.ts) before it gets here. */
import type {
  ActivateJobs,
  DeployedDecision,
  DeployedProcess,
  MigrateProcessInstance,
  ModifyProcessInstance,
  Rejection,
} from '../../engine.ts';
import type { ProcessModel } from '../bpmn/model.ts';
import type { RequirementsModel } from '../dmn/index.ts';
import type { Execution } from '../execution.ts';
import type { Vars } from '../state.ts';

export interface Commands {
  deploy: {
    command: {
      resources: ({ name: string; content: string } & (
        | { processes: ProcessModel[] }
        | { requirements: RequirementsModel }
      ))[];
    };
    /** `fresh…`: what is new with this deployment, with the model each needs from now on. */
    result: {
      key: string;
      processes: DeployedProcess[];
      decisions: DeployedDecision[];
      fresh: { key: string; model: ProcessModel }[];
      freshRequirements: { key: string; model: RequirementsModel }[];
    };
  };
  createInstance: {
    command: { bpmnProcessId: string; version?: number; variables: Vars; startAt?: string[] };
    result: {
      processInstanceKey: string;
      bpmnProcessId: string;
      version: number;
      processDefinitionKey: string;
    };
  };
  cancelInstance: { command: { processInstanceKey: string }; result: null };
  modifyInstance: { command: ModifyProcessInstance; result: null };
  migrateInstance: { command: MigrateProcessInstance; result: null };
  publishMessage: {
    command: {
      messageName: string;
      correlationKey: string;
      variables?: Vars;
      timeToLive: number;
      messageId?: string;
    };
    result: { key: string };
  };
  broadcastSignal: { command: { signalName: string; variables?: Vars }; result: { key: string } };
  activateJobs: { command: ActivateJobs & { local?: true }; result: string[] };
  completeJob: { command: { jobKey: string; variables?: Vars }; result: null };
  failJob: {
    command: { jobKey: string; retries: number; errorMessage: string; retryBackOff: number };
    result: null;
  };
  throwError: {
    command: { jobKey: string; errorCode: string; errorMessage?: string; variables?: Vars };
    result: null;
  };
  updateJobRetries: { command: { jobKey: string; retries: number }; result: null };
  updateJobTimeout: { command: { jobKey: string; timeout: number }; result: null };
  setVariables: { command: { elementInstanceKey: string; variables: Vars; local: boolean }; result: null };
  resolveIncident: { command: { incidentKey: string }; result: null };
  /** What the clock brings: a timer, a job's time-out or back-off, a message's end. Stale ones do nothing. */
  due: { command: { what: 'timer' | 'job' | 'message'; key: string }; result: null };
  /** After a restart: jobs that workers of the ended process held are free again. */
  releaseLocalJobs: { command: object; result: null };
}

export type CommandName = keyof Commands;
export type Command = { [N in CommandName]: { name: N } & Commands[N]['command'] }[CommandName];

export type Handler<N extends CommandName> = (
  x: Execution,
  command: Commands[N]['command'],
) => Commands[N]['result'] | Rejection;
