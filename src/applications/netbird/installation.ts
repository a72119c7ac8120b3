import type { Plan } from '../../plan/plan.ts'
import type { Bindings } from '../../plan/value.ts'
import { NotKnown, Refused } from '../../providers/contract.ts'
import { type Gateway, Unreachable } from '../../web/contract.ts'
import { managers } from './knowledge/manager-problems.ts'
import { firstMissing, isConnectorGuide } from './knowledge/problems.ts'
import { valueProblems } from './knowledge/value-problems.ts'
import { dashboardOrigin, readSetup, type Setup } from './setup.ts'

/** What configure.sh writes into management.json and into the environment of the dashboard. */
export interface Installation {
  dashboard: {
    origin: string
    /** AUTH_AUTHORITY without trailing slashes. */
    authority: string
    clientId: string
    clientSecret: string
    /** Null when NETBIRD_DASH_AUTH_USE_AUDIENCE is `false`. */
    audience: string | null
    scopes: string
    redirectPath: string
    sendsIdToken: boolean
    api: string
  }
  commandLine: {
    clientId: string
    clientSecret: string
    authorizationEndpoint: string
    tokenEndpoint: string
    scope: string
    redirectUrl: string
    audience: string
    usesIdToken: boolean
    prompt: 'login' | 'max_age' | 'none'
  }
  management: {
    issuer: string
    jwksUri: string
    /** AuthAudience and the device flow's, which counts even while that flow is off (config.go:73-85). */
    audiences: string[]
    userIdClaim: string
    refreshesKeys: boolean
  }
}

export interface Discovery {
  issuer: string
  jwks_uri: string
  token_endpoint: string
  authorization_endpoint: string
}

/** The guide's setup.env as configure.sh has read it. */
export interface Prepared {
  setup: Setup
  origin: string
  /** Value of a key; empty when unset. */
  text(key: string): string
}

/** Runs configure.sh on the guide's setup.env as far as it needs no network: the first program that stops throws its words. */
export function prepare(plan: Plan, bindings: Bindings): Prepared {
  const setup = readSetup(plan)
  if (isConnectorGuide(plan, setup))
    throw new NotKnown('NetBird is played and run with setup.env, not with the embedded provider', null)
  const origin = dashboardOrigin(plan, setup)
  if (!origin)
    throw new Refused(
      'NETBIRD_DOMAIN is not set, please update your setup.env file',
      setup.of('NETBIRD_DOMAIN')?.place ?? setup.place,
    )
  const text = (key: string) => setup.text(key, bindings)
  stopOnMissing(setup, text)
  stopOnManager(setup, text)
  stopOnBrokenJson(plan, setup)
  return { setup, origin, text }
}

export const endpointKey = 'NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT'

function stopOnMissing(setup: Setup, text: (key: string) => string) {
  const missing = firstMissing((key) => text(key) !== '')
  if (missing) throw new Refused(missing.words, setup.of(missing.key)?.place ?? setup.place)
}

function stopOnManager(setup: Setup, text: (key: string) => string) {
  const kind = text('NETBIRD_MGMT_IDP')
  const place = setup.of('NETBIRD_MGMT_IDP')?.place ?? null
  if (!managers.includes(kind.toLowerCase())) throw new Refused(`invalid manager type: ${kind}`, place)
  if (kind.toLowerCase() !== 'none')
    throw new NotKnown(`No test has an identity provider manager \`${kind}\``, place)
}

/** Values that are written bare into management.json break it, and jq stops the script. */
function stopOnBrokenJson(plan: Plan, setup: Setup) {
  const broken = valueProblems(plan, setup).find((problem) => problem.message.includes('is no JSON then'))
  if (broken) throw new Refused('jq: parse error: Invalid literal', broken.place)
}

/** configure.sh reads the discovery document: it goes on whatever is answered, but not without an answer. Throws `Refused`. */
export async function curl({ setup, text }: Prepared, gateway: Gateway): Promise<Response> {
  const endpoint = text(endpointKey)
  const place = setup.of(endpointKey)?.place ?? null
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) {
    throw new Refused(`failed fetching OIDC configuration from endpoint ${endpoint}`, place)
  }
  return gateway.fetch(endpoint).catch((error: unknown) => {
    if (error instanceof Unreachable && error.why === 'no-route') {
      throw new Refused(`curl: (6) Could not resolve host: ${new URL(endpoint).hostname}`, place)
    }
    throw error
  })
}

/** Management reads it too, and is more exacting; no redirect is followed here, so only a plain 200 serves both. */
export async function discover(prepared: Prepared, gateway: Gateway): Promise<Discovery> {
  const place = prepared.setup.of(endpointKey)?.place ?? null
  const response = await curl(prepared, gateway)
  const body = await response.text()
  if (response.status !== 200) {
    const shown = body.length > 200 ? `${body.slice(0, 200)}…` : body
    throw new Refused(
      `OIDC configuration request returned status ${response.status} with response: ${shown}`,
      place,
    )
  }
  const parsed = parse(body)
  if (!parsed) throw new Refused('failed unmarshaling OIDC configuration response: invalid character', place)
  return parsed
}

function parse(body: string): Discovery | null {
  try {
    const found: unknown = JSON.parse(body)
    if (typeof found !== 'object' || found === null) return null
    const text = (name: string) => String(new Map(Object.entries(found)).get(name) ?? '')
    return {
      issuer: text('issuer'),
      jwks_uri: text('jwks_uri'),
      token_endpoint: text('token_endpoint'),
      authorization_endpoint: text('authorization_endpoint'),
    }
  } catch {
    return null
  }
}

export function compose({ origin, text }: Prepared, discovery: Discovery): Installation {
  const useAudience = text('NETBIRD_DASH_AUTH_USE_AUDIENCE') !== 'false'
  const audience = text('NETBIRD_AUTH_AUDIENCE')
  const idToken = text('NETBIRD_TOKEN_SOURCE') === 'idToken'
  const shared = {
    clientId: text('NETBIRD_AUTH_CLIENT_ID'),
    clientSecret: text('NETBIRD_AUTH_CLIENT_SECRET'),
  }
  const scopes = text('NETBIRD_AUTH_SUPPORTED_SCOPES')
  const [port] = text('NETBIRD_AUTH_PKCE_REDIRECT_URL_PORTS').split(',')
  const flag = text('NETBIRD_AUTH_PKCE_LOGIN_FLAG')
  const silent = text('NETBIRD_AUTH_PKCE_DISABLE_PROMPT_LOGIN') === 'true'
  return {
    dashboard: {
      ...shared,
      origin,
      authority: discovery.issuer.replace(/\/+$/, ''),
      audience: useAudience ? audience : null,
      scopes,
      redirectPath: text('NETBIRD_AUTH_REDIRECT_URI') || '/#callback',
      sendsIdToken: idToken,
      api: `${origin}:${text('NETBIRD_MGMT_API_PORT')}`.replace(/:(80|443|)$/, ''),
    },
    commandLine: {
      ...shared,
      authorizationEndpoint: discovery.authorization_endpoint,
      tokenEndpoint: discovery.token_endpoint,
      scope: scopes,
      redirectUrl: `http://localhost:${port}`,
      audience: useAudience ? audience : '',
      usesIdToken: idToken || text('NETBIRD_AUTH_PKCE_USE_ID_TOKEN') === 'true',
      prompt: silent || flag === '2' ? 'none' : flag === '1' ? 'max_age' : 'login',
    },
    management: {
      issuer: discovery.issuer,
      jwksUri: discovery.jwks_uri,
      audiences: [audience, text('NETBIRD_AUTH_DEVICE_AUTH_AUDIENCE') || audience].filter(Boolean),
      userIdClaim: text('NETBIRD_AUTH_USER_ID_CLAIM') || 'sub',
      refreshesKeys: text('NETBIRD_MGMT_IDP_SIGNKEY_REFRESH') === 'true',
    },
  }
}
