import type { ServerResponse } from 'node:http'
import { decodeJwt, type JWTPayload } from 'jose'
import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from 'oauth4webapi'
import type { Browser, Page } from '../../../web/contract.ts'
import { html } from '../../_shared/answer.ts'
import type { Entrance, SignIn } from '../../contract.ts'
import type { Installation } from '../installation.ts'
import type { Account } from '../server.ts'
import { PageScript } from './page-script.ts'

type Settings = Installation['dashboard']

/** What the page keeps between leaving for the provider and coming back. */
interface Attempt {
  script: PageScript
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
export function dashboardDoor(settings: Settings, account: Account): Door {
  const attempts = new WeakMap<Browser, Attempt>()
  return {
    async begin(browser) {
      const shell = await browser.open(`${settings.origin}/`)
      const script = new PageScript(browser, settings.origin)
      const discovery = await script.json(`${settings.authority}/.well-known/openid-configuration`)
      const endpoint = String(discovery?.authorization_endpoint)
      if (!discovery || !URL.canParse(endpoint)) return shell
      const attempt: Attempt = {
        script,
        state: generateRandomState(),
        nonce: generateRandomNonce(),
        verifier: generateRandomCodeVerifier(),
        issuer: String(discovery.issuer),
        tokenEndpoint: String(discovery.token_endpoint),
      }
      attempts.set(browser, attempt)
      return browser.open(await authorizationUrl(settings, attempt, endpoint))
    },
    async finish(browser, page) {
      if (page.url.origin !== settings.origin) return refusedByProvider(page)
      const attempt = attempts.get(browser)
      attempts.delete(browser)
      return attempt ? complete(settings, page, attempt, account) : refused(oops)
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

async function complete(settings: Settings, page: Page, attempt: Attempt, account: Account): Promise<SignIn> {
  const answer = page.url.searchParams
  if (answer.get('error') === 'access_denied') return refused(answer.get('error_description') ?? oops)
  const code = answer.get('code')
  if (!code || answer.get('state') !== attempt.state || !atCallback(settings, page.url)) return refused(oops)
  const tokens = await redeem(settings, code, attempt)
  if (!tokens || !idTokenHolds(tokens.id_token, attempt)) return refused(oops)
  const token = settings.sendsIdToken ? tokens.id_token : tokens.access_token
  const ask = (url: string, init: RequestInit) => attempt.script.fetch(url, init)
  return whoAmI(ask, settings.api, token, account)
}

/** The script only looks for an answer at its callback address; fragments come back as they were sent. */
function atCallback(settings: Settings, url: URL): boolean {
  const expected = new URL(settings.redirectPath, settings.origin)
  return url.pathname === expected.pathname && url.hash === expected.hash
}

async function redeem(settings: Settings, code: string, attempt: Attempt) {
  const body = new URLSearchParams({
    code,
    grant_type: 'authorization_code',
    client_id: settings.clientId,
    redirect_uri: settings.origin + settings.redirectPath,
    code_verifier: attempt.verifier,
    ...(settings.clientSecret && { client_secret: settings.clientSecret }),
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }
  const tokens = await attempt.script.json(attempt.tokenEndpoint, {
    method: 'POST',
    body: body.toString(),
    headers,
  })
  const { access_token, id_token } = tokens ?? {}
  return typeof access_token === 'string' && typeof id_token === 'string' ? { access_token, id_token } : null
}

/** Issuer, expiry, an issue date of at most seven days, and the nonce if there is one; neither audience nor signature (parseTokens.ts:245-284). */
function idTokenHolds(token: string, attempt: Attempt): boolean {
  const { iss, exp = 0, iat = 0, nonce } = claimsOf(token) as JWTPayload
  const now = Date.now() / 1000
  const sameNonce = nonce === undefined || nonce === attempt.nonce
  return iss === attempt.issuer && exp > now && now - iat < 7 * 86_400 && sameNonce
}

/** The API's own word on who is signed in; the owner may do something about it, and then it is asked again. */
export async function whoAmI(
  ask: (url: string, init: RequestInit) => Promise<Response | null>,
  api: string,
  token: string,
  account: Account,
): Promise<SignIn> {
  const once = async (): Promise<SignIn> => {
    const headers = { authorization: `Bearer ${token}` }
    const response = await ask(`${api}/api/users/current`, { headers })
    if (!response) return refused(oops)
    const body = (await response.json()) as Record<string, unknown>
    if (!response.ok) return refused(String(body.message))
    return { outcome: 'signed-in', session: await sessionOf(body, claimsOf(token), account) }
  }
  const seen = await once()
  return (await account.react(token, seen)) ? once() : seen
}

/** Who the account says the user is, and what stood in the token. */
async function sessionOf(user: Record<string, unknown>, claims: Record<string, unknown>, account: Account) {
  const { id, email, name, role, auto_groups } = user
  return {
    username: String(email || id),
    displayName: String(name),
    email: String(email),
    groups: await account.groupNames(auto_groups as string[]),
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

export function refused(message: string): SignIn {
  return { outcome: 'refused', by: 'application', message }
}

export function refusedByProvider(page: Page): SignIn {
  return { outcome: 'refused', by: 'provider', message: page.text || page.title }
}
