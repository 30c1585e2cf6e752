/** OAuth to the gateway: a token of a local authorization server is shown with each call. The gateway stands in as HTTP/2. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createZeebeEngine, ZeebeUnavailable } from '../../engine/index.ts';

const asked: URLSearchParams[] = [];
const shown: (string | undefined)[] = [];
const authority = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => {
    body += chunk;
  });
  request.on('end', () => {
    const given = new URLSearchParams(body);
    asked.push(given);
    const granted = given.get('client_secret') === 'right';
    response.writeHead(granted ? 200 : 401, { 'content-type': 'application/json' });
    const token = `${Buffer.from('{}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.x`;
    response.end(JSON.stringify(granted ? { access_token: token, expires_in: 3600 } : { error: 'no' }));
  });
});
/** Answers an empty message, which is a topology without partitions. */
const gateway = createHttp2((request, response) => {
  shown.push(request.headers.authorization);
  response.writeHead(200, { 'content-type': 'application/grpc+proto' });
  response.addTrailers({ 'grpc-status': '0' });
  response.end(Buffer.alloc(5));
});
const portOf = (server: { address(): AddressInfo | string | null }) => (server.address() as AddressInfo).port;
let cache: string;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'zeebe-token-'));
  await new Promise<void>((go) => authority.listen(0, '127.0.0.1', go));
  await new Promise<void>((go) => gateway.listen(0, '127.0.0.1', go));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  authority.close();
  gateway.close();
  await rm(cache, { recursive: true, force: true });
});

async function connect(secret: string) {
  // The stand-in has no certificate; a token over an open connection is what the settings refuse.
  vi.stubEnv('ZEEBE_SECURE_CONNECTION', 'false');
  vi.stubEnv('ZEEBE_CLIENT_ID', `jiandu-${secret}`);
  vi.stubEnv('ZEEBE_CLIENT_SECRET', secret);
  vi.stubEnv('ZEEBE_TOKEN_AUDIENCE', 'zeebe-api');
  vi.stubEnv('ZEEBE_AUTHORIZATION_SERVER_URL', `http://127.0.0.1:${portOf(authority)}/token`);
  vi.stubEnv('ZEEBE_TOKEN_CACHE_DIR', cache);
  return createZeebeEngine({ address: `127.0.0.1:${portOf(gateway)}`, patience: 1000 });
}

it('fetches a token with its id and secret, once, and shows it', async () => {
  const engine = await connect('right');
  await engine.topology();
  await engine.topology();
  expect(asked.map((a) => [a.get('client_id'), a.get('audience'), a.get('grant_type')])).toEqual([
    ['jiandu-right', 'zeebe-api', 'client_credentials'],
  ]);
  expect(shown).toHaveLength(2);
  for (const header of shown) expect(header).toMatch(/^Bearer \S+$/);
  await engine.close();
});

it('without a token it says in Chinese what to look at, and sends nothing', async () => {
  shown.length = 0;
  const engine = await connect('wrong');
  const failed = engine.topology();
  await expect(failed).rejects.toBeInstanceOf(ZeebeUnavailable);
  await expect(failed).rejects.toThrow(/没有取得访问令牌，请检查授权服务器和 ZEEBE_CLIENT_ID 等设置/);
  expect(shown).toEqual([]);
  await engine.close();
});
