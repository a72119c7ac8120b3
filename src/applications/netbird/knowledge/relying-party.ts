import type { RelyingPartyView, TokenKind } from '../../../plan/knowledge.ts'
import type { Place } from '../../../plan/place.ts'
import type { Plan } from '../../../plan/plan.ts'
import { writtenTexts } from '../../_shared/given.ts'
import { accountSettings } from '../account.ts'
import { dashboardOrigin, readSetup, type Setup } from '../setup.ts'

/** How dashboard, command line and management server will behave with what the guide enters. */
export function relyingParty(plan: Plan): RelyingPartyView {
  const setup = readSetup(plan)
  const secret = setup.written('NETBIRD_AUTH_CLIENT_SECRET')
  return {
    redirectUris: redirectUris(plan, setup),
    scopes: scopes(setup),
    claims: claims(plan, setup),
    urls: urls(setup),
    tokenAuthentication: secret ? 'client_secret_post' : 'none',
    pkce: true,
    responseMode: 'query',
    pushedAuthorizationRequests: 'never',
    // Keys without kid, and with them HS256, are never found; an EC key must come without certificate (validator.go:269-289).
    signing: ['RS256', 'ES256'],
    groupMap: groupMap(plan),
  }
}

function redirectUris(plan: Plan, setup: Setup): RelyingPartyView['redirectUris'] {
  const uris: RelyingPartyView['redirectUris'] = []
  const origin = dashboardOrigin(plan, setup)
  const pages = [
    ['NETBIRD_AUTH_REDIRECT_URI', '/#callback', 'the dashboard signs in'],
    ['NETBIRD_AUTH_SILENT_REDIRECT_URI', '/#silent-callback', 'the dashboard renews its tokens'],
  ] as const
  if (origin) {
    for (const [key, fallback, what] of pages) {
      const path = setup.written(key)
      const why = path ? `${what} at the page that ${key} names` : `${what}; ${key} is not set`
      // A key that is missing is missing from the file.
      const place = setup.of(key)?.place ?? setup.place ?? undefined
      uris.push({ uri: `${origin}${path || fallback}`, why, place })
    }
  }
  const ports = setup.of('NETBIRD_AUTH_PKCE_REDIRECT_URL_PORTS')
  for (const [index, port] of portsOf(setup).entries()) {
    const why = 'the command line listens on the first of these ports that is free'
    uris.push({
      uri: `http://localhost:${port}`,
      why,
      place: ports && writtenTexts(ports.value)[index]?.place,
    })
  }
  return uris
}

export function portsOf(setup: Setup): string[] {
  return setup.written('NETBIRD_AUTH_PKCE_REDIRECT_URL_PORTS').split(',')
}

function scopes(setup: Setup): RelyingPartyView['scopes'] {
  const given = setup.of('NETBIRD_AUTH_SUPPORTED_SCOPES')
  if (!given || given.loss) return []
  return writtenTexts(given.value).flatMap(({ text, place }) =>
    text
      .replace(/^["']|["']$/g, '')
      .split(' ')
      .filter(Boolean)
      .map((scope) => ({ scope, place })),
  )
}

/** The one token that management gets: the access token, or the ID token if NETBIRD_TOKEN_SOURCE says exactly so. */
export function tokenOf(setup: Setup): TokenKind {
  return setup.written('NETBIRD_TOKEN_SOURCE') === 'idToken' ? 'id_token' : 'access_token'
}

function claims(plan: Plan, setup: Setup): RelyingPartyView['claims'] {
  const token = tokenOf(setup)
  const tokenPlace = setup.of('NETBIRD_TOKEN_SOURCE')?.place ?? setup.place ?? undefined
  const id = setup.written('NETBIRD_AUTH_USER_ID_CLAIM') || 'sub'
  const account = accountSettings(plan)
  const { claim, allowGroups } = account.given
  return [
    {
      claim: id,
      in: token,
      required: true,
      purpose: 'user ID',
      place: setup.of('NETBIRD_AUTH_USER_ID_CLAIM')?.place,
      tokenPlace,
    },
    {
      claim: 'email',
      in: token,
      required: false,
      purpose: 'shown among the users; stored at the first login',
    },
    {
      claim: 'name',
      in: token,
      required: false,
      purpose: 'shown among the users; stored at the first login',
    },
    ...(account.jwtGroups && account.claim
      ? [
          {
            claim: account.claim,
            in: token,
            required: allowGroups !== undefined,
            purpose: 'groups of the user',
            place: claim?.place,
            tokenPlace,
          },
        ]
      : []),
  ]
}

function urls(setup: Setup): RelyingPartyView['urls'] {
  const endpoint = setup.of('NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT')
  const url = setup.written('NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT')
  return endpoint && url ? [{ url, purpose: 'discovery', place: endpoint.place }] : []
}

/**
 * Groups keep their name. The rows are those of the guide's own table and the groups that it lets in; where it has no
 * table, the groups that it makes at the provider: each must arrive in NetBird.
 */
function groupMap(plan: Plan): RelyingPartyView['groupMap'] {
  const account = accountSettings(plan)
  if (!account.jwtGroups) return []
  if (account.expected.length > 0) return [...account.expected, ...account.allowGroups.map(kept)]
  const made = plan.facts.flatMap((fact) =>
    fact.kind === 'setting' &&
    fact.side === 'provider' &&
    fact.object.kind === 'group' &&
    fact.field === 'name'
      ? writtenTexts(fact.value)
      : [],
  )
  const names = new Map([...account.allowGroups, ...made].reverse().map(({ text, place }) => [text, place]))
  return [...names].reverse().map(([text, place]) => kept({ text, place }))
}

function kept({ text, place }: { text: string; place: Place }): RelyingPartyView['groupMap'][number] {
  return { remote: text, local: text, place, remotePlace: place, localPlace: place }
}
