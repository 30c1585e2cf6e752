/** The little of proxy-addr (express's own) that we use. */
declare module 'proxy-addr' {
  import type { IncomingMessage } from 'node:http';
  /** The address of whoever asked, past the hops that are trusted; n counts them from 0. */
  export default function proxyAddr(
    req: IncomingMessage,
    trust: (address: string, n: number) => boolean,
  ): string;
}
