/** All settings come from the environment, are checked once, and are handed on. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { SECRET_LENGTH } from './engine/intake-secret.ts';
import type { ZeebeSettings } from './engine/open.ts';

const flag = z.enum(['on', 'off']);
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/**
 * Legal deadlines are counted on the wall calendar of UTC+8 (rules/calendar), so no other offset is taken.
 * Looked at in winter and in summer of this year, for daylight saving time.
 */
function isBeijingTime(zone: string): boolean {
  const year = new Date().getUTCFullYear();
  try {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    return ['01', '07'].every(
      (m) => format.format(Date.UTC(year, Number(m) - 1, 1)) === `${year}-${m}-01 08:00`,
    );
  } catch {
    return false;
  }
}

const Variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  JIANDU_DATA: z.string().min(1).default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, '应以 mongodb:// 开头')
    .optional(),
  ZEEBE_ADDRESS: z
    .string()
    .regex(/^([\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/, '应为“主机:端口”，如 127.0.0.1:26500')
    .optional(),
  // The connection's own, read by zeebe-node; named and checked here so that a wrong one is told at start.
  ZEEBE_SECURE_CONNECTION: z.enum(['true', 'false']).default('false'),
  ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH: z.string().refine(existsSync, '没有这个文件').optional(),
  ZEEBE_CLIENT_SSL_CERT_CHAIN_PATH: z.string().refine(existsSync, '没有这个文件').optional(),
  ZEEBE_CLIENT_SSL_PRIVATE_KEY_PATH: z.string().refine(existsSync, '没有这个文件').optional(),
  ZEEBE_CLIENT_ID: z.string().optional(),
  ZEEBE_CLIENT_SECRET: z.string().optional(),
  ZEEBE_TOKEN_AUDIENCE: z.string().optional(),
  ZEEBE_AUTHORIZATION_SERVER_URL: z.url('应为网址').optional(),
  JIANDU_INTAKE_HOST: z.string().min(1).default('127.0.0.1'),
  JIANDU_INTAKE_PORT: z.coerce.number().int().min(1).max(65_535).default(26_580),
  JIANDU_INTAKE_SECRET: z
    .string()
    .min(SECRET_LENGTH, `至少 ${SECRET_LENGTH} 个字符`)
    .max(200)
    .regex(/^[\w.~-]+$/, '只能用字母、数字和 . _ ~ -')
    .optional(),
  JIANDU_TIME_ZONE: z
    .string()
    .default('Asia/Shanghai')
    .refine(isBeijingTime, '应为与北京时间相同（UTC+8、不用夏令时）的时区名，如 Asia/Shanghai'),
  JIANDU_STANDBY: flag.default('off'),
  JIANDU_SAMPLE: flag.default('on'),
  JIANDU_SAMPLE_PASSWORD: z.string().min(6, '至少 6 个字符').max(200).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** How many reverse proxies stand before the server. With one, people are taken to come by HTTPS. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(10_080).default(480),
  SESSION_HOURS: z.coerce.number().int().min(1).max(720).default(72),
});

const CERTIFICATES = [
  'ZEEBE_CLIENT_SSL_ROOT_CERTS_PATH',
  'ZEEBE_CLIENT_SSL_CERT_CHAIN_PATH',
  'ZEEBE_CLIENT_SSL_PRIVATE_KEY_PATH',
] as const;
const OAUTH = [
  'ZEEBE_CLIENT_ID',
  'ZEEBE_CLIENT_SECRET',
  'ZEEBE_TOKEN_AUDIENCE',
  'ZEEBE_AUTHORIZATION_SERVER_URL',
] as const;
const INTAKE = ['JIANDU_INTAKE_HOST', 'JIANDU_INTAKE_PORT', 'JIANDU_INTAKE_SECRET'];

const EnvSchema = Variables.superRefine((e, context) => {
  const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  // Whoever reaches the intake can write the history of cases.
  if (!isLoopback(e.JIANDU_INTAKE_HOST) && !e.JIANDU_INTAKE_SECRET)
    say('JIANDU_INTAKE_SECRET', '接收集群记录的地址不限于本机时必须设置口令');
  if (e.ZEEBE_ADDRESS && e.JIANDU_INTAKE_PORT === e.PORT && e.JIANDU_INTAKE_HOST === e.HOST)
    say('JIANDU_INTAKE_PORT', '不能与 PORT 相同');
  if (!e.ZEEBE_ADDRESS) return;
  // A token, or a certificate that is never looked at, must not go over an open connection unnoticed.
  const secure = e.ZEEBE_SECURE_CONNECTION === 'true';
  for (const name of [...CERTIFICATES, ...OAUTH])
    if (e[name] && !secure) say(name, '只用于加密的连接，请同时设置 ZEEBE_SECURE_CONNECTION=true');
  const missing = OAUTH.filter((name) => !e[name]);
  if (missing.length > 0 && missing.length < OAUTH.length)
    for (const name of missing) say(name, `${OAUTH.join('、')} 须一起设置`);
});

export interface Settings {
  port: number;
  host: string;
  /** Folder, or `:memory:` (nothing is kept). */
  dataDir: string;
  mongoUri?: string;
  /** The process state lies in this Zeebe cluster. */
  zeebe?: ZeebeSettings;
  timeZone: string;
  /** When another process is active, wait until it ends instead of failing. A standby never loads the sample district. */
  standby: boolean;
  /** Load the sample district into an empty installation. Only ever on loopback. */
  sample: boolean;
  samplePassword?: string;
  logLevel: string;
  proxies: number;
  https: boolean;
  session: { idleMinutes: number; absoluteHours: number };
}

/** Throws with the name of each variable that is wrong. An empty variable counts as not set. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''));
  const parsed = EnvSchema.safeParse(given, { error: z.locales.zhCN().localeError });
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((i) => `${i.path.join('.')}:${i.message}`);
    throw new Error(`设置有误，请改正后重新启动。${wrong.join('；')}`);
  }
  const e = parsed.data;
  const stray = e.ZEEBE_ADDRESS ? [] : INTAKE.filter((name) => name in given);
  if (stray.length)
    throw new Error(
      `设置有误，请改正后重新启动。${stray.join('、')}:只在设置了 ZEEBE_ADDRESS 时有用，请设置它或去掉这些变量`,
    );
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: e.JIANDU_DATA,
    ...(e.MONGODB_URI ? { mongoUri: e.MONGODB_URI } : {}),
    ...(e.ZEEBE_ADDRESS
      ? {
          zeebe: {
            address: e.ZEEBE_ADDRESS,
            intake: {
              host: e.JIANDU_INTAKE_HOST,
              port: e.JIANDU_INTAKE_PORT,
              ...(e.JIANDU_INTAKE_SECRET ? { secret: e.JIANDU_INTAKE_SECRET } : {}),
            },
          },
        }
      : {}),
    timeZone: e.JIANDU_TIME_ZONE,
    standby: e.JIANDU_STANDBY === 'on',
    sample: e.JIANDU_SAMPLE === 'on' && e.JIANDU_STANDBY === 'off' && isLoopback(e.HOST),
    ...(e.JIANDU_SAMPLE_PASSWORD ? { samplePassword: e.JIANDU_SAMPLE_PASSWORD } : {}),
    logLevel: e.LOG_LEVEL,
    proxies: e.TRUST_PROXY,
    https: e.TRUST_PROXY > 0,
    session: { idleMinutes: e.SESSION_IDLE_MINUTES, absoluteHours: e.SESSION_HOURS },
  };
}
