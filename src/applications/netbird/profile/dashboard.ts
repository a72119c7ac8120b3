import type { ServerResponse } from 'node:http'
import { decodeJwt } from 'jose'
import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from 'oauth4webapi'
import type { Browser, Page } from '../../../web/contract.ts'
import { html } from '../../_shared/answer.ts'
import type { Entrance, SignIn } from '../../contract.ts'
import type { Accounts } from './accounts.ts'
import type { Installation } from './installation.ts'

type Settings = Installation['dashboard']

/** What the page keeps between leaving for the provider and coming back. */
interface Attempt {
  state: string
  nonce: string
  verifier: string
  issuer: string
  tokenEndpoint: string
}

/** An entrance without its name. */
export type Door = Pick<Entrance, 'begin' | 'finish'>

/** The page's own title for whatever goes wrong in signing in (src/auth/OIDCError.tsx). */
export const oops = 'Oops, something went wrong'

/** Any path serves the same page: its script reads the address (docker/default.conf). */
export function serveDashboard(response: ServerResponse): void {
  html(response, 200, 'NetBird', 'NetBird dashboard')
}

/**
 * The dashboard is a script in the reader's browser (@axa-fr/oidc-client 7.26): every request it makes goes out from
 * there, so the provider must allow its origin.
 */
export function dashboardDoor(settings: Settings, approvals: Pick<Accounts, 'approvePending'> | null): Door {
  const attempts = new WeakMap<Browser, Attempt>()
  return {
    async begin(browser) {
      const shell = await browser.open(`${settings.origin}/`)
      const discovery = await call(
        browser,
        settings.origin,
        `${settings.authority}/.well-known/openid-configuration`,
      )
      if (discovery?.status !== 200) return shell
      const found = (await discovery.json()) as Record<string, string>
      const attempt: Attempt = {
        state: generateRandomState(),
        nonce: generateRandomNonce(),
        verifier: generateRandomCodeVerifier(),
        issuer: found.issuer ?? '',
        tokenEndpoint: found.token_endpoint ?? '',
      }
      attempts.set(browser, attempt)
      return browser.open(await authorizationUrl(settings, attempt, found.authorization_endpoint ?? ''))
    },
    async finish(browser, page) {
      if (page.url.origin !== settings.origin) return refusedByProvider(page)
      const attempt = attempts.get(browser)
      attempts.delete(browser)
      return attempt ? complete(settings, browser, page, attempt, approvals) : refused(oops)
    },
  }
}

async function authorizationUrl(settings: Settings, attempt: Attempt, endpoint: string): Promise<URL> {
  const url = new URL(endpoint)
  const parameters = {
    client_id: settings.clientId,
    redirect_uri: settings.origin + settings.redirectPath,
    scope: settings.scopes,
    response_type: 'code',
    ...(settings.audience !== null && { audience: settings.audience }),
    nonce: attempt.nonce,
    state: attempt.state,
    code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url
}

async function complete(
  settings: Settings,
  browser: Browser,
  page: Page,
  attempt: Attempt,
  approvals: Pick<Accounts, 'approvePending'> | null,
): Promise<SignIn> {
  const answer = page.url.searchParams
  if (answer.get('error') === 'access_denied') return refused(answer.get('error_description') ?? oops)
  const code = answer.get('code')
  if (!code || answer.get('state') !== attempt.state || !atCallback(settings, page.url)) return refused(oops)
  const tokens = await redeem(settings, browser, code, attempt)
  if (!tokens || !idTokenHolds(tokens.id_token, attempt)) return refused(oops)
  const token = settings.sendsIdToken ? tokens.id_token : tokens.access_token
  const first = await whoAmI(settings, browser, token)
  if (first.outcome !== 'refused' || first.message !== 'user is blocked' || !approvals) return first
  // The guide has the owner approve whoever waits; the user then opens the dashboard again.
  approvals.approvePending()
  return whoAmI(settings, browser, token)
}

/** The script only looks for an answer at its callback address; fragments come back as they were sent. */
function atCallback(settings: Settings, url: URL): boolean {
  const expected = new URL(settings.redirectPath, settings.origin)
  return url.pathname === expected.pathname && url.hash === expected.hash
}

async function redeem(settings: Settings, browser: Browser, code: string, attempt: Attempt) {
  const body = new URLSearchParams({
    code,
    grant_type: 'authorization_code',
    client_id: settings.clientId,
    redirect_uri: settings.origin + settings.redirectPath,
    code_verifier: attempt.verifier,
    ...(settings.clientSecret && { client_secret: settings.clientSecret }),
  })
  const response = await call(browser, settings.origin, attempt.tokenEndpoint, {
    method: 'POST',
    body: body.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
  })
  if (!response?.ok) return null
  const { access_token, id_token } = (await response.json()) as Record<string, string | undefined>
  return access_token && id_token ? { access_token, id_token } : null
}

/** Issuer, expiry, an issue date of at most seven days, and the nonce if there is one; neither audience nor signature (parseTokens.ts:245-284). */
function idTokenHolds(token: string, attempt: Attempt): boolean {
  const { iss, exp = 0, iat = 0, nonce } = decodeJwt(token)
  const now = Date.now() / 1000
  return (
    iss === attempt.issuer &&
    exp > now &&
    now - iat < 7 * 86_400 &&
    (nonce === undefined || nonce === attempt.nonce)
  )
}

async function whoAmI(settings: Settings, browser: Browser, token: string): Promise<SignIn> {
  const response = await call(
    browser,
    settings.origin,
    `${settings.api}/api/users/current`,
    { headers: { authorization: `Bearer ${token}` } },
    true,
  )
  const body = (await response?.json()) as Record<string, unknown> | undefined
  if (!response?.ok || !body) return refused(String(body?.message ?? oops))
  return { outcome: 'signed-in', session: sessionOf(body, claimsOf(token)) }
}

/** Same shape for both entrances: who the account says the user is, and what stood in the token. */
export function sessionOf(user: Record<string, unknown>, claims: Record<string, unknown>) {
  const { id, email, name, role, auto_groups } = user
  return {
    username: String(email || id),
    displayName: String(name),
    email: String(email),
    groups: auto_groups as string[],
    claims: { ...claims, role },
  }
}

function claimsOf(token: string): Record<string, unknown> {
  try {
    return decodeJwt(token)
  } catch {
    return {}
  }
}

/** A request of the page's script: to another origin it is lost unless the answer names the page's origin (Fetch standard, CORS check). */
async function call(
  browser: Browser,
  origin: string,
  url: string,
  init: RequestInit = {},
  own = false,
): Promise<Response | null> {
  if (!URL.canParse(url)) return null
  const foreign = new URL(url).origin !== origin && !own
  const headers = new Headers(init.headers)
  if (foreign) headers.set('origin', origin)
  const response = await browser.fetch(url, { ...init, headers })
  const allowed = response.headers.get('access-control-allow-origin')
  return !foreign || allowed === '*' || allowed === origin ? response : null
}

export function refused(message: string): SignIn {
  return { outcome: 'refused', by: 'application', message }
}

export function refusedByProvider(page: Page): SignIn {
  return { outcome: 'refused', by: 'provider', message: page.text || page.title }
}
