/**
 * A building block (积木): a service task that an administrator drops on the drawing. One definition gives the worker,
 * the checks of its inputs and the element template that the designer shows, so that they cannot drift apart.
 */
import type { z } from 'zod';
import type { Variables } from '../../engine/engine.ts';
import type { Op } from '../store/port.ts';

export interface BlockInput {
  name: string;
  /** Chinese label in the designer. */
  title: string;
  description?: string;
  /** `fixed`: a text kept as a task header. `feel`: an input mapping. `either`: the administrator chooses. */
  as: 'fixed' | 'feel' | 'either';
  type:
    | 'text'
    | 'number'
    | 'boolean'
    | 'choice'
    | 'ruleset'
    | 'ballot'
    | 'scheme'
    | 'document'
    | 'register'
    | 'publication'
    | 'package'
    /** A clock, or a ballot round, that another block of the package starts. */
    | 'clock'
    | 'round';
  choices?: { value: string; title: string }[];
  required?: boolean;
}

export interface BlockRun<I> {
  input: I;
  /** The job's key: the unique id of whatever the block writes, so that a redelivery changes nothing. */
  jobKey: string;
  caseId: string;
  elementId: string;
  elementName: string;
  variables: Variables;
}

/** What a block did: rows to write together with the completion of its job, and the variables it sets. */
export interface BlockResult {
  ops: Op[];
  variables: Variables;
  /** Runs at once when the commit was made, or was not: lets go of what was held for it. */
  settled?: (committed: boolean) => Promise<void>;
  /** Runs after the commit (files already written before it; live notices). Must be idempotent. */
  after?: () => Promise<void>;
}

export interface Block<I = unknown> {
  /** Job type, such as `clock.start`. */
  type: string;
  /** Chinese title and description for the palette. */
  title: string;
  description: string;
  inputs: BlockInput[];
  schema: z.ZodType<I>;
  /** Names of the variables that it sets, for the condition builder (`result`: named by the input of that name). */
  sets?: string[];
  // biome-ignore lint/suspicious/noExplicitAny: registered blocks have different inputs
  run(r: BlockRun<any>): Promise<BlockResult>;
}
