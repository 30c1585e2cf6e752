/** The two engines as the driver needs them. */
import { createEmbeddedEngine, createZeebeEngine, type ZeebeEngine } from '../../engine/index.ts';
import { type Broker, startZeebe } from '../support/zeebe/broker.ts';
import type { Ground } from './driver.ts';

/** A new engine for each case. */
export async function embeddedGround(): Promise<Ground> {
  const engine = await createEmbeddedEngine({ clock: 'manual' });
  return {
    engine,
    own: (xml) => xml,
    ownName: (name) => name,
    plain: (name) => name,
    advance: (duration) => engine.advanceTime(duration),
    settle: async () => {},
  };
}

const INTAKE = { user: 'zeebe', password: 'conformance' };
export interface ZeebeGround {
  engine: ZeebeEngine;
  broker: Broker;
  /** The ground of one more case: process ids, message names and job types get a number of their own. */
  next(): Ground;
  /** Ends what the last case left. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

export async function zeebeGround(): Promise<ZeebeGround> {
  const [port] = await import('../support/free-port.ts').then((m) => m.freePorts(1));
  const intake = { port: port!, ...INTAKE };
  const broker = await startZeebe({
    intake: { url: `http://127.0.0.1:${port}`, ...INTAKE, everyRecord: true },
  });
  const engine = await createZeebeEngine({ address: broker.address, intake });
  let number = 0;
  const suffix = () => `_${number}`;
  return {
    engine,
    broker,
    next() {
      number++;
      const own = (name: string) => `${name}${suffix()}`;
      return {
        engine,
        own: (xml) =>
          xml
            .replace(/(<bpmn:process id=")([^"]+)/g, (_, a, id) => a + own(id))
            .replace(/(<definitions [^>]*id=")([^"]+)/g, (_, a, id) => a + own(id))
            .replace(/(<decision id=")([^"]+)/g, (_, a, id) => a + own(id))
            .replace(/(<requiredDecision href="#)([^"]+)/g, (_, a, id) => a + own(id))
            .replace(/(<zeebe:calledDecision decisionId=")([^="][^"]*)/g, (_, a, id) => a + own(id))
            .replace(/(<zeebe:calledElement processId=")([^="][^"]*)/g, (_, a, id) => a + own(id))
            .replace(/(<zeebe:taskDefinition type=")([^="][^"]*)/g, (_, a, id) => a + own(id))
            .replace(/(<bpmn:(?:message|signal) id="[^"]*" name=")([^="][^"]*)/g, (_, a, id) => a + own(id)),
        ownName: own,
        plain: (name) => (name.endsWith(suffix()) ? name.slice(0, -suffix().length) : name),
        async advance(duration) {
          await broker.advance(millisecondsOf(duration));
          await new Promise((go) => setTimeout(go, 200));
        },
        settle: () => engine.idle(),
      };
    },
    async tidy() {
      await engine.idle();
      for (const i of await engine.processInstances({ state: 'ACTIVE' }))
        if (!i.parentProcessInstanceKey)
          await engine.cancelProcessInstance(i.processInstanceKey).catch(() => {});
    },
    async close() {
      await engine.close();
      await broker.stop();
    },
  };
}

function millisecondsOf(duration: string): number {
  const m = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (!m) throw new Error(`<${duration}>: days, hours, minutes and seconds only`);
  const [d = 0, h = 0, min = 0, s = 0] = m.slice(1).map((x) => Number(x ?? 0));
  return (((d * 24 + h) * 60 + min) * 60 + s) * 1000;
}
