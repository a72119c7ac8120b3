import type { RelyingPartyView, TokenKind } from '../../../plan/knowledge.ts'
import type { Plan } from '../../../plan/plan.ts'
import type { Line } from '../../_shared/config-file.ts'
import { authenticationOf, callbackPath } from '../configuration.ts'
import { homeOf } from '../home.ts'
import { type Homeserver, readHomeserver } from '../homeserver.ts'
import { requirementsIn } from '../requirements.ts'
import { claimsIn } from '../template.ts'

/** Asymmetric algorithms that authlib checks; with HS256 the published keys are of no use (handlers/oidc.py, v1.163.2). */
const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'EdDSA']

/** Source: synapse/handlers/oidc.py, v1.163.2; seen running. */
export function relyingParty(plan: Plan): RelyingPartyView {
  const file = readHomeserver(plan)
  const scopes = file.list('scopes')
  const text = (key: string) => file.own(key)?.text
  const method = text('client_auth_method') as RelyingPartyView['tokenAuthentication'] | undefined
  return {
    redirectUris: [redirectUri(plan, file)],
    scopes:
      scopes.length > 0 ? scopes.map(({ text: scope, place }) => ({ scope, place })) : [{ scope: 'openid' }],
    claims: claims(file, scopes),
    urls: urls(file),
    tokenAuthentication: authenticationOf({
      client_secret: text('client_secret'),
      client_secret_path: text('client_secret_path'),
      client_secret_jwt_key: text('client_secret_jwt_key.key') ?? text('client_secret_jwt_key.key_file'),
      client_auth_method: method,
    }),
    // With `auto` wherever discovery offers it, as all providers here do.
    pkce: text('pkce_method') !== 'never',
    responseMode: 'query',
    pushedAuthorizationRequests: 'never',
    // An ID token is checked wherever one comes, also where userinfo is asked.
    signing: algorithms,
    groupMap: requirementsIn(file).flatMap(({ attribute, values }) =>
      /group|role|entitlement/i.test(attribute.text)
        ? values.map(({ text: remote, place }) => ({
            ...{ remote, local: 'may sign in', place, remotePlace: place, localPlace: place },
          }))
        : [],
    ),
  }
}

function redirectUri(plan: Plan, file: Homeserver): RelyingPartyView['redirectUris'][number] {
  const other = file.own('redirect_uri')
  if (other) return { uri: other.text, why: '`redirect_uri` replaces its own', place: other.place }
  const base = file.of('public_baseurl')
  const why = base
    ? '`public_baseurl` and a path of Synapse'
    : 'without `public_baseurl` Synapse takes `https://<server_name>/`'
  return { uri: `${homeOf(plan, file).base}${callbackPath}`, why, place: base?.place }
}

function claims(file: Homeserver, scopes: readonly Line[]): RelyingPartyView['claims'] {
  const openid = scopes.length === 0 || scopes.some(({ text }) => text === 'openid')
  const from: TokenKind =
    openid && file.own('user_profile_method')?.text !== 'userinfo_endpoint' ? 'id_token' : 'userinfo'
  const mapped = (key: string, required: boolean, purpose: string) => {
    const line = file.own(`user_mapping_provider.config.${key}`)
    return claimsIn(line?.text ?? '').map((claim) => ({
      ...{ claim, in: from, required, purpose, place: line?.place },
    }))
  }
  const subject = file.own('user_mapping_provider.config.subject_claim')
  return [
    ...(file.own('user_mapping_provider.config.subject_template')
      ? mapped('subject_template', true, 'finds the user again')
      : [
          {
            claim: subject?.text ?? 'sub',
            in: from,
            required: true,
            purpose: 'finds the user again',
            place: subject?.place,
          },
        ]),
    ...mapped('localpart_template', true, 'user ID'),
    ...mapped('display_name_template', false, 'display name'),
    ...mapped('email_template', false, 'e-mail address'),
    ...requirementsIn(file).map(({ attribute }) => ({
      claim: attribute.text,
      in: from,
      required: true,
      purpose: 'groups that may sign in',
      place: attribute.place,
    })),
  ]
}

function urls(file: Homeserver): RelyingPartyView['urls'] {
  const issuer = file.own('issuer')
  const endpoints = [
    ['authorization_endpoint', 'authorization'],
    ['token_endpoint', 'token'],
    ['userinfo_endpoint', 'userinfo'],
  ] as const
  return [
    ...(issuer ? [{ url: issuer.text, purpose: 'issuer' as const, place: issuer.place }] : []),
    ...endpoints.flatMap(([key, purpose]) => {
      const line = file.own(key)
      return line ? [{ url: line.text, purpose, place: line.place }] : []
    }),
  ]
}
