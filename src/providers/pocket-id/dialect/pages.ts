import { randomUUID } from 'node:crypto'
import type {
  ConsentDialect,
  Interaction,
  LoginDialect,
  PageContext,
  Unrouted,
} from '../../../embedded/dialect/index.ts'
import { type Answer, html, json } from '../../../embedded/message.ts'
import { callbackMatches } from '../redirects.ts'
import type { PocketIdClient, Setting } from './subjects.ts'
import { errorPage, found } from './texts.ts'

type Asked = Interaction<PocketIdClient>

/*
 * Pocket ID's pages are drawn by its front end, with passkeys. The stand-in keeps their addresses and shows a form
 * for name and password there: that a person logs in is the product's business, not the guide's.
 */

export const login: LoginDialect<PocketIdClient> = {
  newId: randomUUID,
  present: (asked, request) => found(302, `/interaction?interaction=${asked.id}`, request.method),
  page: (asked) => (asked.wants === 'consent' ? consentForm(asked) : loginForm(asked, 'Sign in')),
  credentials({ form: posted }) {
    const [username, password] = [posted.get('username'), posted.get('password')]
    return username !== null && password !== null ? { username, password } : null
  },
  failed: (asked) => loginForm(asked, 'Sign in failed'),
  expired: (request) => errorPage('Invalid interaction session', request.method),
}

export const consent: ConsentDialect<PocketIdClient> = {
  required: (client) => !client.skipConsent,
  present: login.present,
  decision: ({ form: posted }) => (posted.get('consent') === 'granted' ? 'granted' : null),
}

/** Addresses that no route serves: a missing slash is mended, unknown calls are JSON, anything else is the front end. */
export const unrouted: Unrouted = ({ method, url }, nearMiss) => {
  if (nearMiss?.by === 'slash') {
    const path = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : `${url.pathname}/`
    return found(method === 'GET' ? 301 : 307, `${path}${url.search}`, method)
  }
  if (url.pathname.startsWith('/api/')) {
    return json(
      404,
      { error: 'API endpoint not found' },
      { 'content-type': 'application/json; charset=utf-8' },
    )
  }
  return frontEnd()
}

/** The front end without its scripts: an empty page, whatever the path. */
export const frontEnd = () => html(200, '<!doctype html><html><head></head><body></body></html>')

/** RP-initiated logout. Source: recorded runs of v2.14.0; without a valid hint Pocket ID asks on its own page. */
export function endSession({ base, version }: Setting) {
  return async (context: PageContext<PocketIdClient>): Promise<Answer> => {
    const { method, url, form: posted } = context.request
    const parameters = method === 'POST' ? posted : url.searchParams
    const hint = context.idTokenHint(parameters.get('id_token_hint') ?? '')
    const asked = parameters.get('post_logout_redirect_uri')
    const target = hint && logoutTarget(hint.client, asked, version)
    if (!target) return found(302, `${base}/logout`, method)
    await context.endSession()
    const state = parameters.get('state')
    return found(302, state === null ? target : `${target}?${new URLSearchParams({ state })}`, method)
  }
}

function logoutTarget(client: PocketIdClient, asked: string | null, version: string): string | null {
  if (asked === null) return client.logoutCallbackURLs[0] ?? null
  return client.logoutCallbackURLs.some((saved) => callbackMatches(saved, asked, version)) ? asked : null
}

const loginForm = (asked: Asked, title: string) =>
  form(asked, title, '/interaction', '<input name="username"><input name="password" type="password">')

const consentForm = (asked: Asked) =>
  form(
    asked,
    'Allow access',
    '/interaction/consent',
    '<button name="consent" value="granted">Continue</button>',
  )

function form({ id }: Asked, title: string, path: string, fields: string): Answer {
  const action = `${path}?interaction=${id}`
  return html(
    200,
    `<!doctype html><html><head><title>${title}</title></head><body><form id="interaction" method="post" action="${action}">${fields}</form></body></html>`,
  )
}
