/** Calls that gateways have from 8.5 but zeebe-node's protocol file has not: their messages by hand. */
import type { MigrateProcessInstance } from '../engine.ts';

/** Protocol buffers' base-128 number, least significant group first. */
function varint(n: bigint): number[] {
  const out: number[] = [];
  for (let rest = n; ; rest >>= 7n) {
    if (rest < 128n) return [...out, Number(rest)];
    out.push(Number(rest & 127n) | 128);
  }
}
const int64 = (field: number, value: string): Buffer =>
  Buffer.from([...varint(BigInt(field << 3)), ...varint(BigInt(value))]);
const bytes = (field: number, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([...varint(BigInt((field << 3) | 2)), ...varint(BigInt(content.length))]),
    content,
  ]);

/** `MigrateProcessInstanceRequest` of gateway.proto 8.5: key = 1, plan = 2 { target = 1, mappings = 2 { from, to } }. */
export function migrationMessage(r: MigrateProcessInstance): Buffer {
  const mappings = r.mappingInstructions.map((m) =>
    bytes(
      2,
      Buffer.concat([bytes(1, Buffer.from(m.sourceElementId)), bytes(2, Buffer.from(m.targetElementId))]),
    ),
  );
  const plan = Buffer.concat([int64(1, r.targetProcessDefinitionKey), ...mappings]);
  return Buffer.concat([int64(1, r.processInstanceKey), bytes(2, plan)]);
}

/** `UpdateJobTimeoutRequest` of gateway.proto 8.5: key = 1, timeout in milliseconds from now = 2. */
export const jobTimeoutMessage = (r: { jobKey: string; timeout: number }): Buffer =>
  Buffer.concat([int64(1, r.jobKey), int64(2, String(r.timeout))]);
