import type { RelyingPartyView, TokenKind } from '../../../plan/knowledge.ts'
import type { Plan } from '../../../plan/plan.ts'
import { additionalClaims, type ConfigLocal, readConfigLocal } from '../config-local.ts'
import { callbackPath, homeOf } from '../home.ts'

/** Asymmetric algorithms of joserfc 1.7; with HS256 the published keys are of no use. */
const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'EdDSA']

/** Source: pgadmin/authenticate/oauth2.py, v9.18, and Authlib 1.8.0; seen running. */
export function relyingParty(plan: Plan): RelyingPartyView {
  const file = readConfigLocal(plan)
  const text = (key: string) => file.own(key)?.text
  const scopes = scopesOf(file)
  const openId = text('SERVER_METADATA_URL') !== undefined && scopes.some(({ scope }) => scope === 'openid')
  return {
    redirectUris: [redirectUri(plan, file)],
    scopes,
    claims: claims(file, openId && !file.own('USERINFO_ENDPOINT') ? 'id_token' : 'userinfo'),
    urls: urls(file),
    tokenAuthentication: (text('CLIENT_SECRET') ?? '').trim() === '' ? 'none' : 'client_secret_basic',
    pkce: text('CHALLENGE_METHOD') === 'S256' && text('RESPONSE_TYPE') === 'code',
    responseMode: 'query',
    pushedAuthorizationRequests: 'never',
    signing: openId ? algorithms : null,
    groupMap: additionalClaims(file)
      .filter(({ claim }) => /group|role|entitlement/i.test(claim))
      .flatMap(({ lines }) => lines)
      .map(({ text: remote, place }) => ({
        ...{ remote, local: 'may sign in', place, remotePlace: place, localPlace: place },
      })),
  }
}

function redirectUri(plan: Plan, file: ConfigLocal): RelyingPartyView['redirectUris'][number] {
  const count = file.of('PROXY_X_PROTO_COUNT')
  const { own } = homeOf(plan, file)
  const why = own.startsWith('https:')
    ? 'the address in the browser and a path of pgAdmin'
    : 'pgAdmin does not believe the proxy that its address begins with https'
  return { uri: own + callbackPath, why, place: count?.place }
}

function scopesOf(file: ConfigLocal): RelyingPartyView['scopes'] {
  const line = file.own('SCOPE')
  if (!line) return [{ scope: 'email' }, { scope: 'profile' }]
  return line.text.split(/\s+/).flatMap((scope) => (scope === '' ? [] : [{ scope, place: line.place }]))
}

/** One of the additional claims is enough; with several none of them is required. */
function claims(file: ConfigLocal, from: TokenKind): RelyingPartyView['claims'] {
  const name = file.own('USERNAME_CLAIM')
  const wanted = additionalClaims(file)
  return [
    {
      claim: name?.text ?? 'email',
      in: from,
      // Without it there are others that do: preferred_username, sub.
      required: name !== undefined,
      purpose: 'name, by which the account is found',
      place: name?.place,
    },
    ...wanted.map(({ claim, lines }) => ({
      ...{ claim, in: from, required: wanted.length === 1, purpose: 'groups that may sign in' },
      place: lines[0]?.keyPlace,
    })),
  ]
}

function urls(file: ConfigLocal): RelyingPartyView['urls'] {
  const purposes = [
    ['SERVER_METADATA_URL', 'discovery'],
    ['AUTHORIZATION_URL', 'authorization'],
    ['TOKEN_URL', 'token'],
    ['USERINFO_ENDPOINT', 'userinfo'],
  ] as const
  return purposes.flatMap(([key, purpose]) => {
    const line = file.own(key)
    return line && URL.canParse(line.text) ? [{ url: line.text, purpose, place: line.place }] : []
  })
}
