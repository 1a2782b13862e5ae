import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { addressOf } from '../../contract/endpoints/address';
import { API_BASE } from '../../contract/endpoints/endpoint';
import type { Config } from '../config/config';
import { STYLE_SOURCE } from './openApi/documentPage';

export type HeaderSettings = Pick<Config, 'frameAncestors' | 'hstsSubdomains' | 'publicUrl'>;

const NONE = ["'none'"];
const SELF = ["'self'"];
/** The one page of the API, which a mail leads to: a form that is sent to where it is from. */
const FORM_PATH = addressOf('GET /unsubscribe');
/** Half a year. */
const HSTS = 'max-age=15552000';

/** Headers that tell browsers what the page, and apart from it the API's answers, may do. */
export function securityHeaders({ frameAncestors, hstsSubdomains, publicUrl }: HeaderSettings): MiddlewareHandler {
  const isSecure = publicUrl?.startsWith('https:') === true;
  const common = {
    referrerPolicy: 'no-referrer',
    // Whether the host's other names are reached over https is not this server's to promise.
    strictTransportSecurity: isSecure && (hstsSubdomains ? `${HSTS}; includeSubDomains` : HSTS),
  };
  const page = secureHeaders({
    ...common,
    xFrameOptions: xFrameOptions(frameAncestors),
    contentSecurityPolicy: { ...PAGE_POLICY, frameAncestors: frameAncestors.length === 0 ? NONE : [...frameAncestors] },
  });
  // The page downloads files in a frame of its own, where it reads why one was refused.
  const ownFrames = [...new Set([...SELF, ...frameAncestors])];
  const api = secureHeaders({
    ...common,
    xFrameOptions: xFrameOptions(ownFrames),
    contentSecurityPolicy: { defaultSrc: NONE, baseUri: NONE, formAction: NONE, frameAncestors: ownFrames },
  });
  // The document's page has styles, and neither scripts nor anything that is loaded.
  const docs = secureHeaders({
    ...common,
    xFrameOptions: 'DENY',
    contentSecurityPolicy: {
      ...{ defaultSrc: NONE, styleSrc: [STYLE_SOURCE], baseUri: NONE, formAction: NONE },
      frameAncestors: NONE,
    },
  });
  const form = secureHeaders({
    ...common,
    xFrameOptions: 'DENY',
    contentSecurityPolicy: {
      defaultSrc: NONE,
      baseUri: NONE,
      styleSrc: ["'unsafe-inline'"],
      formAction: SELF,
      frameAncestors: NONE,
    },
  });
  const policyFor = (path: string) => {
    if (path === `${API_BASE}/docs`) return docs;
    if (path === FORM_PATH) return form;
    return path.startsWith(`${API_BASE}/`) ? api : page;
  };
  return (context, next) => policyFor(context.req.path)(context, next);
}

/** Emotion writes style elements, so styles may be inline; scripts may not. No form is sent by the browser itself. */
const PAGE_POLICY = {
  defaultSrc: SELF,
  scriptSrc: SELF,
  styleSrc: [...SELF, "'unsafe-inline'"],
  imgSrc: [...SELF, 'data:', 'blob:'],
  fontSrc: SELF,
  objectSrc: NONE,
  baseUri: NONE,
  formAction: NONE,
};

/** The older header knows no list: where one is needed the policy stands alone. */
function xFrameOptions(ancestors: readonly string[]): string | false {
  if (ancestors.length === 0) return 'DENY';
  return ancestors.length === 1 && ancestors[0] === "'self'" ? 'SAMEORIGIN' : false;
}
