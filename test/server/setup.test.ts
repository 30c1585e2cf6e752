/** The program's first start without the sample, and the settings that decide it. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { intakeSecret, SECRET_FILE, SECRET_LENGTH } from '../../server/engine/intake-secret.ts';
import { intoEmptyFolder } from '../../server/sample/folder.ts';
import { readSettings } from '../../server/settings.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { buildServer, call, Program } from './program/program.ts';

describe('settings', () => {
  it('load the sample on loopback only', () => {
    expect(readSettings({}).sample).toBe(true);
    expect(readSettings({ HOST: '::1' }).sample).toBe(true);
    expect(readSettings({ HOST: '0.0.0.0' }).sample).toBe(false);
    expect(readSettings({ JIANDU_SAMPLE: 'off' }).sample).toBe(false);
  });

  it('never let a standby load the sample', () => {
    expect(readSettings({})).toMatchObject({ standby: false });
    expect(readSettings({ JIANDU_STANDBY: 'on' })).toMatchObject({ standby: true, sample: false });
    expect(() => readSettings({ JIANDU_STANDBY: 'yes' })).toThrow(/JIANDU_STANDBY/);
  });

  it('name a cluster, and where its exporter finds the server: on loopback, or with a secret', () => {
    expect(readSettings({}).zeebe).toBeUndefined();
    expect(readSettings({ ZEEBE_ADDRESS: '127.0.0.1:26500' }).zeebe).toEqual({
      address: '127.0.0.1:26500',
      intake: { host: '127.0.0.1', port: 26_580 },
    });
    const open = { ZEEBE_ADDRESS: 'zeebe.city:26500', JIANDU_INTAKE_HOST: '0.0.0.0' };
    expect(() => readSettings(open)).toThrow(
      /JIANDU_INTAKE_SECRET:接收集群记录的地址不限于本机时必须设置口令/,
    );
    expect(() => readSettings({ ...open, JIANDU_INTAKE_SECRET: 'short' })).toThrow(/至少 16 个字符/);
    const secret = 'a-secret-of-some-length';
    expect(readSettings({ ...open, JIANDU_INTAKE_SECRET: secret }).zeebe?.intake.secret).toBe(secret);
    expect(() => readSettings({ ZEEBE_ADDRESS: 'http://zeebe' })).toThrow(/ZEEBE_ADDRESS:应为“主机:端口”/);
    expect(() => readSettings({ JIANDU_INTAKE_PORT: '9200' })).toThrow(/只在设置了 ZEEBE_ADDRESS 时有用/);
    const same = { ZEEBE_ADDRESS: '127.0.0.1:26500', PORT: '9200', JIANDU_INTAKE_PORT: '9200' };
    expect(() => readSettings(same)).toThrow(/JIANDU_INTAKE_PORT:不能与 PORT 相同/);
  });

  it('of a connection to the cluster: certificates exist, a token goes over TLS only, all of OAuth or none', () => {
    const cluster = { ZEEBE_ADDRESS: '127.0.0.1:26500' };
    const tls = { ...cluster, ZEEBE_SECURE_CONNECTION: 'true' };
    expect(() => readSettings({ ...tls, ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH: '/nowhere.pem' })).toThrow(
      /ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH:没有这个文件/,
    );
    const oauth = {
      ZEEBE_CLIENT_ID: 'jiandu',
      ZEEBE_CLIENT_SECRET: 'secret',
      ZEEBE_TOKEN_AUDIENCE: 'zeebe-api',
      ZEEBE_AUTHORIZATION_SERVER_URL: 'https://login.city/token',
    };
    expect(() => readSettings({ ...cluster, ...oauth })).toThrow(/ZEEBE_CLIENT_ID:只用于加密的连接/);
    expect(() => readSettings({ ...tls, ...oauth, ZEEBE_TOKEN_AUDIENCE: '' })).toThrow(
      /ZEEBE_TOKEN_AUDIENCE:.* 须一起设置/,
    );
    expect(readSettings({ ...tls, ...oauth }).zeebe?.address).toBe('127.0.0.1:26500');
    expect(() => readSettings({ ...cluster, ZEEBE_SECURE_CONNECTION: 'yes' })).toThrow(
      /ZEEBE_SECURE_CONNECTION/,
    );
  });

  it('take a time zone of Beijing time and no other', () => {
    expect(readSettings({}).timeZone).toBe('Asia/Shanghai');
    expect(readSettings({ JIANDU_TIME_ZONE: 'Asia/Singapore' }).timeZone).toBe('Asia/Singapore');
    for (const zone of ['Europe/Berlin', 'UTC', 'nowhere', 'Asia/Tokyo']) {
      expect(() => readSettings({ JIANDU_TIME_ZONE: zone })).toThrow(/JIANDU_TIME_ZONE:应为与北京时间相同/);
    }
  });
});

describe('a data folder', () => {
  const work = async (folder: string) => {
    const store = await createSqliteStore({ file: join(folder, 'jiandu.sqlite'), collections: [] });
    await store.close();
    return { failed: [], password: 'secret' };
  };
  const fresh = async () => join(await mkdtemp(join(tmpdir(), 'jiandu-setup-')), 'data');

  it('is filled when empty, and says so until that was told', async () => {
    const dataDir = await fresh();
    const first = await intoEmptyFolder(dataDir, work);
    expect(first?.mark.password).toBe('secret');
    // as after a kill before the accounts were shown
    const again = await intoEmptyFolder(dataDir, () => Promise.reject(new Error('not again')));
    expect(again?.mark.password).toBe('secret');
    await again!.told();
    expect(await intoEmptyFolder(dataDir, () => Promise.reject(new Error('not again')))).toBeUndefined();
    expect((await readdir(dataDir)).sort()).toEqual(['jiandu.sqlite', 'lock.sqlite']);
    await rm(join(dataDir, '..'), { recursive: true });
  });

  it('stays as it was when the work fails', async () => {
    const dataDir = await fresh();
    const failing = () => Promise.reject(new Error('disk full'));
    await expect(intoEmptyFolder(dataDir, failing)).rejects.toThrow('disk full');
    expect(existsSync(join(dataDir, 'jiandu.sqlite'))).toBe(false);
    expect((await intoEmptyFolder(dataDir, work))?.mark.password).toBe('secret');
    await rm(join(dataDir, '..'), { recursive: true });
  });
});

describe('the secret of the intake', () => {
  it('is made once, kept for nobody else to read, and not taken when it is too short', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jiandu-secret-'));
    const secret = await intakeSecret(folder);
    expect(secret.length).toBeGreaterThanOrEqual(SECRET_LENGTH);
    expect(await intakeSecret(folder)).toBe(secret);
    const file = join(folder, SECRET_FILE);
    expect((await stat(file)).mode & 0o077).toBe(0);
    await writeFile(file, 'short\n');
    await expect(intakeSecret(folder)).rejects.toThrow('少于 16 个字符');
    await rm(folder, { recursive: true });
  });
});

describe('without the sample', () => {
  it('the program prints a link that makes the first administrator once', async () => {
    const built = await buildServer();
    const dataDir = await mkdtemp(join(tmpdir(), 'jiandu-setup-'));
    const program = new Program(built.main, dataDir, { JIANDU_SAMPLE: 'off' });
    try {
      const url = await program.url();
      const [, token] = await program.says(/\/setup\?token=(\S+)/);
      expect(program.output).not.toContain('示例');
      const first = {
        token,
        congress: { id: 'qingshan', name: '青山县人民代表大会', shortName: '青山县人大', level: 'district' },
        name: '李明',
        username: 'liming',
        password: 'first-password-1',
      };
      const wrong = await call(url, undefined, 'POST', '/api/setup', { ...first, token: 'x'.repeat(32) });
      expect([wrong.status, wrong.body.title]).toEqual([410, expect.any(String)]);
      const made = await call(url, undefined, 'POST', '/api/setup', first);
      expect(made).toMatchObject({ status: 200, body: { signedIn: true, user: { username: 'liming' } } });
      const second = await call(url, undefined, 'POST', '/api/setup', { ...first, username: 'second' });
      expect(second.status).toBe(410);
    } finally {
      await program.end();
      await rm(dataDir, { recursive: true });
      await built.remove();
    }
  });
});
