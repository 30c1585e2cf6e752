/** Response headers: a strict Content-Security-Policy and what else helmet gives. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Scripts only from our own files. Styles also inline, because antd (css-in-js) and bpmn-js write style attributes.
 * `https`: whether people reach us by HTTPS (directly or through a proxy); then browsers are told to stay there.
 */
export function securityHeaders(o: { https: boolean }): RequestHandler {
  return helmet({
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
}
