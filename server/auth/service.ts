/** Signing in and out, passwords, and the one-time set-up of the first administrator. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { AuditLog } from '../audit/log.ts';
import type { Clock } from '../clock/clock.ts';
import type { Directory } from '../directory/directory.ts';
import type { Authenticated } from '../http/access.ts';
import { HttpProblem } from '../http/problem.ts';
import type { Op, Store } from '../store/port.ts';
import type { Actors } from './actors.ts';
import type { Credential } from './collections.ts';
import { tokenOf } from './cookie.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import { csrfOf, type Sessions } from './sessions.ts';
import { Throttle } from './throttle.ts';

export interface AuthDeps {
  store: Store;
  clock: Clock;
  directory: Directory;
  actors: Actors;
  sessions: Sessions;
  audit: AuditLog;
}

const wait = (seconds: number): string =>
  seconds < 90 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`;

export class AuthService {
  readonly #d: AuthDeps;
  /** Five tries are free; then 10 s, 20 s … to 15 minutes. An account is never locked for good by a stranger. */
  readonly #byAccount = new Throttle({ free: 5, firstSeconds: 10, atMostSeconds: 900 });
  /** An office behind one address shares it, so it has more. */
  readonly #byAddress = new Throttle({ free: 50, firstSeconds: 10, atMostSeconds: 900 });
  #setupToken: string | undefined;

  constructor(deps: AuthDeps) {
    this.#d = deps;
  }

  /** The good session of a request; undefined without one. */
  async authenticate(req: Pick<Request, 'headers'>): Promise<Authenticated | undefined> {
    const token = tokenOf(req.headers.cookie);
    const session = token ? await this.#d.sessions.find(token) : undefined;
    const actor = session && this.#d.actors.actorOf(session.userId);
    return actor && token ? { actor, csrf: csrfOf(token), mustChangePassword: session.oneTime } : undefined;
  }

  #throttle(username: string, address: string): void {
    const now = Date.parse(this.#d.clock.now());
    const seconds = Math.max(this.#byAccount.waits(username, now), this.#byAddress.waits(address, now));
    if (seconds > 0) {
      const problem = new HttpProblem('too-many-requests', `登录失败次数过多。请在 ${wait(seconds)}后再试。`);
      problem.retryAfter = seconds;
      throw problem;
    }
    this.#byAccount.failed(username, now);
    this.#byAddress.failed(address, now);
  }

  /** A new session's token. One message for an unknown name, a wrong password and a closed account. */
  async signIn(username: string, password: string, address: string): Promise<string> {
    const { directory, store, sessions, audit, actors } = this.#d;
    const name = username.trim().toLowerCase();
    this.#throttle(name, address);
    const user = directory.userByName(name);
    const credential = user?.active ? await store.get<Credential>('credentials', user.id) : undefined;
    const fits = await passwordFits(credential?.hash, password);
    if (!fits || !user || !credential) {
      if (user) {
        const target = { kind: 'user', id: user.id };
        const orgId = user.memberships[0]?.orgId;
        await store.commit(
          audit.record({ actor: undefined, action: 'session.refused', target, ...(orgId ? { orgId } : {}) }),
        );
      }
      throw new HttpProblem('unauthenticated', '用户名或密码不正确。请检查后重试。');
    }
    this.#byAccount.succeeded(name);
    this.#byAddress.succeeded(address);
    const { token, ops } = sessions.create(user.id, credential.oneTime);
    const target = { kind: 'user', id: user.id };
    await store.commit([
      ...ops,
      ...audit.record({ actor: actors.actorOf(user.id), action: 'session.open', target }),
    ]);
    return token;
  }

  async signOut(token: string): Promise<void> {
    await this.#d.store.commit(this.#d.sessions.endOps(token));
  }

  /** Changes the own password; all sessions end, and a new one begins. */
  async changePassword(userId: string, current: string, next: string, address: string): Promise<string> {
    const { store, sessions, audit, actors, directory } = this.#d;
    const username = directory.user(userId)?.username ?? userId;
    this.#throttle(username, address);
    const credential = await store.get<Credential>('credentials', userId);
    if (!(await passwordFits(credential?.hash, current))) {
      throw new HttpProblem('unprocessable', '当前密码不正确。', [
        { place: '/current', message: '当前密码不正确' },
      ]);
    }
    this.#byAccount.succeeded(username);
    this.#byAddress.succeeded(address);
    if (current === next) {
      throw new HttpProblem('unprocessable', '新密码不能与当前密码相同。', [
        { place: '/next', message: '不能与当前密码相同' },
      ]);
    }
    const { token, ops } = sessions.create(userId, false);
    const target = { kind: 'user', id: userId };
    await store.commit([
      ...(await this.passwordOps(userId, next, false)),
      ...ops,
      ...audit.record({ actor: actors.actorOf(userId), action: 'password.change', target }),
    ]);
    return token;
  }

  /** Ops that set a password and end the person's sessions. */
  async passwordOps(userId: string, password: string, oneTime: boolean): Promise<Op[]> {
    const doc: Credential = {
      id: userId,
      hash: await hashPassword(password),
      changedAt: this.#d.clock.now(),
      oneTime,
    };
    return [{ op: 'put', collection: 'credentials', doc }, ...(await this.#d.sessions.endAllOps(userId))];
  }

  /** No account exists yet. */
  get needsSetup(): boolean {
    return this.#d.directory.users.size === 0;
  }

  /** The token of the one-time link; a new one at each start, known to nobody but who reads the console. */
  issueSetupToken(): string | undefined {
    if (!this.needsSetup) return undefined;
    const token = randomBytes(24).toString('base64url');
    this.#setupToken = createHash('sha256').update(token).digest('hex');
    return token;
  }

  /** HttpProblem unless the link is the one issued and nobody has used it. */
  checkSetupToken(token: string): void {
    const given = createHash('sha256').update(token).digest();
    const good = this.#setupToken && timingSafeEqual(given, Buffer.from(this.#setupToken, 'hex'));
    if (!good || !this.needsSetup) {
      throw new HttpProblem('gone', '初始化链接无效或已经用过。请重新启动服务，使用控制台上新打印的链接。');
    }
  }

  closeSetup(): void {
    this.#setupToken = undefined;
  }
}
