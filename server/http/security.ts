/** Response headers: a strict Content-Security-Policy and what else helmet gives. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/** What a middleware says whoever asks: it is run once, not for each request. */
function fixedHeaders(middleware: ReturnType<typeof helmet>): [name: string, value: string][] {
  const headers = new Map<string, string>();
  const response = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => headers.delete(name),
  };
  middleware({} as IncomingMessage, response as unknown as ServerResponse, (error) => {
    if (error) throw error;
  });
  return [...headers];
}

/**
 * Scripts only from our own files. Styles also inline, because antd (css-in-js) and bpmn-js write style attributes.
 * `https`: whether people reach us by HTTPS (directly or through a proxy); then browsers are told to stay there.
 */
export function securityHeaders(o: { https: boolean }): (res: ServerResponse) => void {
  const made = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(o.https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: o.https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  const headers = fixedHeaders(made);
  return (res) => {
    for (const [name, value] of headers) res.setHeader(name, value);
  };
}
