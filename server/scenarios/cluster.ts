/**
 * Scenarios on a real Zeebe cluster, one after another. Its clock must be controlled (ZEEBE_CLOCK_CONTROLLED=true): it
 * can be put forward only, while scenarios happen on days that are past. So it is put forward to the same day and time
 * a multiple of four years later, where all months are as long, and the years are taken off what the cluster tells.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { addDuration, parseDuration } from '../../engine/core/index.ts';
import { createZeebeEngine, type ZeebeEngine } from '../../engine/index.ts';
import type { OpenEngine } from '../engine/open.ts';

/** Milliseconds; exact but for the three century years that are no leap years. */
const FOUR_YEARS = 1461 * 86_400_000;
/** How long timers may take that the clock has passed. */
const PATIENCE = 20_000;
const ZONE = 'Asia/Shanghai';

export interface ClusterAccess {
  /** host:port of a gateway. */
  address: string;
  /** Where its exporter finds us. */
  intake: { host?: string; port: number; user: string; password: string };
  clock: {
    /** Epoch milliseconds. */
    now(): Promise<number>;
    /** Puts it forward by milliseconds. */
    advance(by: number): Promise<void>;
  };
}

export interface ScenarioCluster {
  /** An engine for one installation, whose clock stands at `now` (ISO instant). Ends what the last one has left. */
  engineAt(now: string): OpenEngine;
  close(): Promise<void>;
}

/** Whether a timer of these events should have fired by then. */
async function isLate(engine: ZeebeEngine, instance: string, until: string): Promise<boolean> {
  const last = new Map<string, { type: string; dueAt?: unknown }>();
  for (const e of await engine.history(instance))
    if (e.type.startsWith('TIMER_')) last.set(`${e.elementInstanceKey} ${e.elementId}`, e);
  return [...last.values()].some((e) => e.type === 'TIMER_CREATED' && String(e.dueAt) <= until);
}

export async function openCluster(o: ClusterAccess): Promise<ScenarioCluster> {
  let ahead = 0;
  const engine = await createZeebeEngine({ address: o.address, intake: o.intake, ahead: () => ahead });
  try {
    await engine.topology();
    // A cluster in service refuses this, before anything in it is cancelled.
    await o.clock.advance(1);
    await engine.caughtUp();
  } catch (error) {
    await engine.close();
    throw error;
  }

  async function tidy(): Promise<void> {
    await engine.idle();
    for (const i of await engine.processInstances({ state: 'ACTIVE' }))
      if (!i.parentProcessInstanceKey) await engine.cancelProcessInstance(i.processInstanceKey);
    await engine.idle();
  }

  /** What fell due up to `until` has been done. */
  async function fired(until: string): Promise<void> {
    for (const began = Date.now(); ; ) {
      await engine.idle();
      const active = await engine.processInstances({ state: 'ACTIVE' });
      const late = await Promise.all(active.map((i) => isLate(engine, i.processInstanceKey, until)));
      if (!late.includes(true)) return;
      if (Date.now() - began > PATIENCE) throw new Error(`timers due by <${until}> were not triggered`);
      await sleep(50);
    }
  }

  return {
    engineAt: (start) => async () => {
      await tidy();
      let now = Date.parse(start);
      const cluster = await o.clock.now();
      ahead = Math.max(0, Math.ceil((cluster - now) / FOUR_YEARS)) * FOUR_YEARS;
      if (now + ahead > cluster) await o.clock.advance(now + ahead - cluster);
      return {
        engine: {
          ...engine,
          // what happened before belongs to installations that are gone
          subscribe: (listener) => engine.subscribe(listener),
          close: async () => {},
        },
        manual: {
          now: () => new Date(now).toISOString(),
          async advance(duration) {
            const parsed = parseDuration(duration);
            if (!parsed) throw new Error(`no ISO 8601 duration <${duration}>`);
            const to = addDuration(now, parsed, ZONE);
            await o.clock.advance(to - now);
            now = to;
            await fired(new Date(now).toISOString());
          },
        },
      };
    },
    close: () => engine.close(),
  };
}

/** The clock of a cluster by its management port, such as `http://127.0.0.1:9600`. */
export function actuatorClock(management: string): ClusterAccess['clock'] {
  async function ask(path: string, init?: RequestInit): Promise<{ epochMilli: number }> {
    const url = `${management}/actuator/clock${path}`;
    const answer = await fetch(url, init).catch((error: Error) => {
      throw new Error(`集群的管理端口（${management}）没有应答：${error.message}`);
    });
    if (!answer.ok)
      throw new Error(
        `集群的时钟不能调整（${answer.status}）。用例要按日期办理，请以 ZEEBE_CLOCK_CONTROLLED=true 启动 broker。`,
      );
    return (await answer.json()) as { epochMilli: number };
  }
  return {
    now: async () => (await ask('')).epochMilli,
    async advance(by) {
      if (by <= 0) return;
      const headers = { 'content-type': 'application/json' };
      await ask('/add', { method: 'POST', headers, body: JSON.stringify({ offsetMilli: Math.ceil(by) }) });
    },
  };
}
