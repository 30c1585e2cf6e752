/** A conformance case: a drawing, what is done with it, what must be seen. The same on every engine. */
import type { Json, Variables } from '../../engine/index.ts';

export interface Expectation {
  /** State of the instance. */
  state?: 'ACTIVE' | 'COMPLETED' | 'TERMINATED' | undefined;
  /** Ids of the elements that completed, in order, joined by spaces. */
  path?: string;
  /** Ids of the elements that were terminated, in order. */
  terminated?: string;
  /** `element=decision(rules of the decision itself)` of the decisions that were evaluated, in order. */
  decided?: string;
  /** Ids of the sequence flows that were taken, in order. */
  flows?: string;
  /** Variables of the process instance, all of them. */
  variables?: Variables;
  /** Local variables: `element.name` → value; each must be there. */
  locals?: Record<string, Json>;
  /** `element:STATE` of all jobs, sorted. */
  jobs?: string;
  /** Ids of the elements whose jobs an error ended that somebody caught, in order. */
  thrown?: string;
  /** `ERROR_TYPE@element` of all active incidents, sorted. */
  incidents?: string;
  /** Part of the only active incident's text. */
  because?: RegExp;
  /** Path of each instance that was called by this one, by process id; several are joined with ` | `. */
  called?: Record<string, string>;
  /** Number of instances of a process, by state. */
  instances?: Record<string, Partial<Record<'ACTIVE' | 'COMPLETED' | 'TERMINATED', number>>>;
}

export type Step =
  | { complete: string; variables?: Variables; sees?: Variables; headers?: Record<string, string> }
  | { fail: string; retries: number; message?: string; backOff?: number }
  | { throws: string; code: string; message?: string; variables?: Variables }
  | { retries: string; to: number }
  | { message: string; key: string; variables?: Variables; ttl?: number; id?: string }
  | { signal: string; variables?: Variables }
  | { advance: string }
  | { cancel: true }
  /** Element id, or `p` for the instance. */
  | { set: string; variables: Variables; local?: boolean }
  | { resolve: true }
  /** Modifies: `in` is the element whose active instance is the scope, `scope` the one that the variables are for. */
  | { activate: string[]; variables?: Variables; in?: string; scope?: string; terminate?: string }
  /** An element's active instance; with `#n` the one with this number, from 0: of a multi-instance the body is 0. */
  | { terminate: string }
  | { deploy: string }
  | { start: string; variables?: Variables; version?: number; at?: string }
  | { none: string }
  /** Deploys a drawing and migrates the instance to its first process. */
  | { migrate: string; mapping: Record<string, string> }
  /** Evaluates a decision by its id: its output, and `decision:rule,rule` of each that was evaluated, in order. */
  | { decide: string; variables?: Variables; gives?: Json; trace?: string; fails?: RegExp }
  | ({ see: true } & Expectation);

export interface Case {
  name: string;
  /** Drawings, and files of decisions, deployed one after another. */
  xml: string | string[];
  variables?: Variables;
  /** Elements to start at. */
  startAt?: string[];
  /** `false`: nothing is started by hand; the main instance is then the first of process `p`. */
  start?: false;
  /** Each step; `rejected` is the code of the rejection that it must meet. */
  steps: (Step & { rejected?: string })[];
  finally: Expectation;
  /** The deployment is refused for these elements. */
  refused?: string;
  /** Why an engine cannot run it, or does something else. */
  not?: Partial<Record<'embedded' | 'zeebe', string>>;
}
