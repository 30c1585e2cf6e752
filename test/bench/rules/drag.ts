/**
 * Dragging a weight on the what-if page with 100 objects × 60 indicators in Chromium: frames dropped, from a trace. The
 * page is the real one over a real server; only what was measured is given, since no sample has so many figures.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page, type Route } from 'playwright-core';
import { build } from 'vite';
import { compose } from '../../../server/compose.ts';
import { seedDirectory } from '../../../server/directory/seed.ts';
import { listen } from '../../../server/http/listen.ts';

const ID = 'deputy-suggestions';
const PASSWORD = 'sample-password';
const [OBJECTS, GROUPS, LEAVES] = [100, 10, 6];
/** Frames of the drag, at the pace of a 60 Hz mouse. */
const STEPS = 240;
const FRAME_MS = 1000 / 60;

const scheme = {
  kind: 'scheme',
  id: 'body-handling',
  title: '拖动测试',
  objectKind: '单位',
  facts: [],
  grades: [
    { id: 'good', title: '良好', atLeast: 55 },
    { id: 'pass', title: '合格', atLeast: 45 },
  ],
  indicators: Array.from({ length: GROUPS }, (_, g) => ({
    id: `g${g}`,
    title: `一级指标 ${g + 1}`,
    weight: 100 / GROUPS,
    children: Array.from({ length: LEAVES }, (_, i) => ({
      id: `g${g}i${i}`,
      title: `指标 ${g + 1}.${i + 1}`,
      weight: [20, 20, 20, 20, 10, 10][i],
      direction: 'higher',
      scale: { kind: 'linear', min: 0, max: 100 },
      missing: 'exclude',
      source: { kind: 'given' },
    })),
  })),
};

/** The same figures in every run. */
function* noise(seed = 1): Generator<number> {
  for (let x = seed; ; ) {
    x = (x * 48271) % 2147483647;
    yield (x / 2147483647) * 100;
  }
}

function measured() {
  const next = noise();
  const ids = scheme.indicators.flatMap((g) => g.children.map((c) => c.id));
  return Array.from({ length: OBJECTS }, (_, i) => ({
    id: `o${i}`,
    title: `第 ${i + 1} 个单位`,
    cases: 0,
    values: Object.fromEntries(
      ids.map((id) => [id, { value: next.next().value as number, base: 0, hit: 0, without: 0 }]),
    ),
  }));
}

const answer = (of: object) => (route: Route) => route.fulfill({ json: of });

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.route('**/api/evaluations', async (route) => {
    const reply = await route.fetch();
    const catalogue = (await reply.json()) as { packages: { id: string; years: number[] }[] };
    for (const p of catalogue.packages) p.years = [2025];
    await route.fulfill({ json: catalogue });
  });
  const run = {
    org: 'donghu',
    year: 2025,
    releaseId: '',
    objects: measured(),
    scores: [],
    grades: [],
    problems: [],
  };
  await page.route('**/run', answer(run));
  await page.goto(url);
  await page.locator('input').nth(0).fill('guize');
  await page.locator('input').nth(1).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('.jd-shell').waitFor();
  const desk = await page.evaluate((id) => fetch(`/api/rules/${id}`).then((r) => r.json()), ID);
  await page.route(
    `**/api/rules/${ID}`,
    answer({ ...desk, changed: { 'rules/body-handling.json': JSON.stringify(scheme) }, rev: 1 }),
  );
  await page.goto(`${url}/rules/${ID}/body-handling`);
  await page.getByRole('tab', { name: '推演与稳健性' }).click();
  await page.locator('.jd-trial-rows [data-body="o99"]').waitFor();
  // the tables below are reckoned once when the page opens, and move what is above them
  await page.locator('[data-turn="g3"]').waitFor();
  return page;
}

/** The raw baseline: a slider and one figure that is written in the frame. What it drops, the machine drops. */
const BARE = `<input type="range" data-weight="g3" min="0" max="100" step="0.1" style="width: 300px"><output></output>
<script>document.querySelector('input').oninput = (e) =>
  requestAnimationFrame(() => { document.querySelector('output').textContent = e.target.value; });</script>`;

/** The weights rest: all rows are painted, the tables below reckoned. */
const resting = (page: Page) => page.locator('.jd-trial-table:not([data-moving])').waitFor();

const figureOf = (page: Page, id: string) => page.locator(`[data-figure="${id}"]`).innerText();

interface FrameReport {
  state?: string;
  affects_smoothness?: boolean;
}

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  /** Microseconds on the clock, and of the thread's own. */
  dur?: number;
  tdur?: number;
  pid: number;
  tid: number;
  args?: { frame_reporter?: FrameReport; chrome_frame_reporter?: FrameReport; name?: string };
}

async function drag(page: Page, id: string): Promise<void> {
  const slider = page.locator(`input[data-weight="${id}"]`);
  // in sight, not moving, and under nothing else
  await slider.hover();
  const box = await slider.boundingBox();
  if (!box) throw new Error(`no slider <${id}>`);
  const y = box.y + box.height / 2;
  const at = (part: number) => box.x + 8 + (box.width - 16) * part;
  await page.mouse.move(at(0.1), y);
  await page.mouse.down();
  const began = performance.now();
  for (let i = 0; i < STEPS; i++) {
    await page.mouse.move(at(0.5 - 0.4 * Math.cos((i / STEPS) * Math.PI * 3)), y);
    const due = began + (i + 1) * FRAME_MS - performance.now();
    if (due > 0) await new Promise((done) => setTimeout(done, due));
  }
  await page.mouse.up();
}

/** What a trace of a drag says. */
async function traced(browser: Browser, page: Page, dragging: () => Promise<void>): Promise<TraceEvent[]> {
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline.frame', 'toplevel'],
  });
  await dragging();
  return (JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }).traceEvents;
}

export default async function dragFigures(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jiandu-drag-'));
  const web = join(folder, 'web');
  await build({ configFile: 'vite.config.ts', logLevel: 'error', build: { outDir: web, emptyOutDir: true } });
  const app = await compose({ dataDir: join(folder, 'data'), logLevel: 'silent', web });
  await app.start();
  await seedDirectory({ service: app.directoryService, password: PASSWORD, now: app.clock.now() });
  const server = await listen(app.handler, { port: 0, host: '127.0.0.1', graceMs: 100 });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await openPage(browser, server.url);
    await drag(page, 'g0');
    await resting(page);
    const total = page.locator('[data-body="o0"] [data-cell="total"]');
    const before = [await figureOf(page, 'g3'), await total.innerText()];
    const events = await traced(browser, page, async () => {
      await drag(page, 'g3');
      await resting(page);
    });
    const after = [await figureOf(page, 'g3'), await total.innerText()];
    if (before.some((text, i) => text === after[i]))
      throw new Error(`weight and total before [${before}], after [${after}]: one did not move`);
    console.log(`what-if drag, ${OBJECTS} objects × ${GROUPS * LEAVES} indicators, ${STEPS} moves at 60 Hz`);
    report(events);
    const bare = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await bare.setContent(BARE);
    console.log('a bare slider with one figure');
    report(await traced(browser, bare, () => drag(bare, 'g3')));
  } finally {
    await browser.close();
    app.hub.close();
    await server.close();
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the main thread works on, by the names of the trace. */
const PARTS = {
  input: 'EventDispatch',
  'our frame': 'FireAnimationFrame',
  style: 'UpdateLayoutTree',
  layout: 'Layout',
  'pre-paint': 'PrePaint',
  paint: 'Paint',
  layers: 'Layerize',
  commit: 'Commit',
};

function report(events: TraceEvent[]): void {
  const main = events.find((e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain');
  const mine = events.filter((e) => e.pid === main?.pid);
  // one report per frame of the page; another name in older browsers
  const frames = mine.flatMap((e) => {
    const found = e.name === 'PipelineReporter' && (e.args?.frame_reporter ?? e.args?.chrome_frame_reporter);
    return found && found.state !== undefined ? [found] : [];
  });
  const count = (of: (f: FrameReport) => boolean) => frames.filter(of).length;
  const shown = count((f) => f.state?.startsWith('STATE_PRESENTED') === true);
  const dropped = count((f) => f.state === 'STATE_DROPPED');
  const seen = count((f) => f.state === 'STATE_DROPPED' && f.affects_smoothness === true);
  const tasks = mine.filter((e) => e.name === 'ThreadControllerImpl::RunTask' && e.tid === main?.tid);
  const wall = tasks.map((e) => (e.dur ?? 0) / 1000);
  // what the thread itself worked: a busy machine does not lengthen it
  const own = tasks.map((e) => (e.tdur ?? 0) / 1000);
  const top = (list: number[], part: number) =>
    [...list].sort((a, b) => a - b)[Math.max(0, Math.ceil(list.length * part) - 1)] ?? 0;
  const over = (list: number[]) => list.filter((t) => t > FRAME_MS).length;
  const each = own.reduce((n, t) => n + t, 0) / STEPS;
  const load = loadavg()[0]?.toFixed(1);
  console.log(`  frames shown ${shown}, dropped ${dropped}, of these affecting smoothness ${seen}`);
  console.log(
    `  main thread: ${each.toFixed(2)} ms of its own per move, longest task ${top(own, 1).toFixed(1)} ms, p99 ${top(own, 0.99).toFixed(1)} ms`,
  );
  const of = (name: string) =>
    mine.reduce((n, e) => (e.name === name && e.tid === main?.tid ? n + (e.tdur ?? 0) / 1000 : n), 0) / STEPS;
  const parts = Object.entries(PARTS).map(([part, name]) => `${part} ${of(name).toFixed(2)}`);
  console.log(`  of these, ms per move: ${parts.join(', ')}`);
  console.log(
    `  tasks over ${FRAME_MS.toFixed(1)} ms: ${over(own)} by its own time, ${over(wall)} on the clock (load ${load})`,
  );
}
