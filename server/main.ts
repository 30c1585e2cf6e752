/** The server's program: settings, wiring, listening, and a graceful stop. */
import { type App, compose } from './compose.ts';
import { adviceLines, UNHEARD } from './engine/exporter.ts';
import { type Listening, listen } from './http/listen.ts';
import { linesOf, loadOnFirstStart } from './sample/first-start.ts';
import { readSettings } from './settings.ts';

/** Console lines for whoever starts it; the log is for machines. */
const say = (line = ''): void => void process.stdout.write(`${line}\n`);

function stopOnSignal(app: App, listening: Listening): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    app.logger.info({ signal }, 'stopping');
    const closed = listening.close();
    app.hub.close();
    await closed;
    await app.stop();
    app.logger.info('stopped');
    app.logger.flush();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).then(
        () => process.exit(0),
        (error: unknown) => {
          app.logger.error({ err: error }, 'stop failed');
          process.exit(1);
        },
      );
    });
  }
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const onLost = (error: Error): void => {
    process.stderr.write(`另一个进程已接管，本进程退出。${error.message}\n`);
    process.exit(1);
  };
  const loaded = await loadOnFirstStart(settings);
  const onStandby = (holder: string): void =>
    say(`另一个进程正在运行${holder}，本进程待命，待其结束后接替。`);
  const app = await compose({ ...settings, onLost, onStandby });
  await app.start();
  const listening = await listen(app.handler, settings);
  stopOnSignal(app, listening);

  say(`监督系统已启动：${listening.url}`);
  say(`居民公开页：${listening.url}/public  接口说明：${listening.url}/api/docs`);
  if (app.exporter) for (const line of adviceLines(app.exporter)) say(line);
  if (app.auth.needsSetup) {
    say(
      `尚无账号。请用此一次性链接创建第一位管理员：${listening.url}/setup?token=${app.auth.issueSetupToken()}`,
    );
  }
  if (loaded) {
    for (const line of linesOf(loaded.mark)) say(line);
    await loaded.told();
  }
  // a cluster whose exporter was not set up yet looks alive, and nothing would ever move on the pages
  if (app.exporter) app.engine.caughtUp().catch(() => say(UNHEARD));
}

main().catch((error: unknown) => {
  process.stderr.write(
    `启动失败：${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
