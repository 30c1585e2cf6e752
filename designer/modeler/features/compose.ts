/** One undo step out of several modeling commands: `commandStack.execute('jiandu.compose', { run })`. */
import type { ModuleDeclaration } from 'didi';

export const COMPOSE = 'jiandu.compose';

class ComposeHandler {
  /** The commands run in here are recorded as parts of this one; redo replays them without calling `run` again. */
  preExecute(context: { run: () => void }): void {
    context.run();
  }
}

interface CommandStack {
  registerHandler(command: string, handler: unknown): void;
}

function register(commandStack: CommandStack): void {
  commandStack.registerHandler(COMPOSE, ComposeHandler);
}
register.$inject = ['commandStack'];

export const composeModule = {
  __init__: ['jianduCompose'],
  jianduCompose: ['factory', register],
} as unknown as ModuleDeclaration;
