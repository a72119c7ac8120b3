import semver from 'semver'
import type { AuthorizationContext, AuthorizationDialect } from '../../../embedded/dialect/index.ts'
import { type Answer, redirect } from '../../../embedded/message.ts'
import { redirectMatches } from '../redirects.ts'
import { flowAddress } from './flows.ts'
import type { AuthentikClient, Setting } from './subjects.ts'
import { clientError, denied, redirectError } from './texts.ts'

type Context = AuthorizationContext<AuthentikClient>

const responseTypes = [
  'code',
  'id_token',
  'id_token token',
  'code token',
  'code id_token',
  'code id_token token',
]

/** Authorization requests. Source: providers/oauth2/views/authorize.py, 2026.5; recorded run. */
export function authorization(setting: Setting): AuthorizationDialect<AuthentikClient> {
  return {
    faults: {
      'client-missing': clientError,
      'client-unknown': clientError,
      'redirect-uri-missing': redirectError,
      'redirect-uri-mismatch': redirectError,
      'response-type-missing': unsupportedResponseType,
      'response-type-unknown': unsupportedResponseType,
      'pkce-method-unknown': (context) =>
        context.toApplication(
          'invalid_request',
          `Unsupported challenge method ${context.parameters.get('code_challenge_method')}`,
        ),
      'login-required': (context) =>
        context.toApplication('login_required', 'The Authorization Server requires End-User authentication'),
      // Even with prompt=none authentik shows the consent stage.
      'consent-required': ({ parameters }) => redirect(302, flowAddress('consent', parameters)),
      'user-not-allowed': ({ user }) => denied(user?.username ?? ''),
    },
    redirectUriMatches: (client, sent) => matches(client, sent, setting),
    responseTypes: { known: responseTypes, allowed: () => responseTypes },
    responseModes: ['query', 'fragment', 'form_post'],
    minimumLength: { state: 0, nonce: 0 },
    pkce: () => ({ required: false, known: ['plain', 'S256'], allowed: ['plain', 'S256'] }),
    parRequired: () => false,
    scopes: (client, requested) => ({ granted: grantedScopes(client, requested) }),
    allowed: (client, user) =>
      client.allowedGroups.length === 0 || client.allowedGroups.some((group) => user.groups.includes(group)),
    success: ({ request }, code) => [
      ['code', code],
      ['state', request.get('state') ?? ''],
    ],
    failure: ({ parameters }, error, description) => [
      ['error', error],
      ...(description === undefined ? [] : [['error_description', description] as const]),
      ...(parameters.get('state') ? [['state', parameters.get('state') ?? ''] as const] : []),
    ],
    redirectStatus: 302,
    encode,
    formPost: (context, action, fields) => submitByFlow(setting, context, action, fields),
  }
}

/** Only scopes that a mapping has, silently; all of them when none is asked for. */
export function grantedScopes(client: AuthentikClient, requested: readonly string[]): string[] {
  const attached = [...new Set(client.mappings.map((mapping) => mapping.scope))].toSorted()
  return requested.length === 0 ? attached : attached.filter((scope) => requested.includes(scope))
}

/** An empty list took the first address that was used, until 2026.5 was released. */
function matches(client: AuthentikClient, sent: string, { version }: Setting): boolean {
  if (client.redirects.length === 0 && semver.lt(version, '2026.5.0')) {
    client.redirects.push({ mode: 'exact', uri: sent })
  }
  return client.redirects.some(({ mode, uri }) => redirectMatches({ mode, uri }, sent))
}

/** In the query, whatever the response type asks for. */
const unsupportedResponseType = ({ parameters }: Context): Answer => {
  const state = parameters.get('state')
  const answer: Array<readonly [string, string]> = [
    ['error', 'unsupported_response_type'],
    [
      'error_description',
      'The authorization server does not support obtaining an authorization code using this method',
    ],
    ...(state ? [['state', state] as const] : []),
  ]
  const uri = parameters.get('redirect_uri') ?? ''
  return redirect(302, `${uri}${uri.includes('?') ? '&' : '?'}${encode(answer)}`)
}

const encode = (parameters: ReadonlyArray<readonly [string, string]>): string =>
  parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')

/** The fields are sent by a stage of the flow: its address first. */
function submitByFlow(
  setting: Setting,
  { client, parameters }: Context,
  action: string,
  fields: ReadonlyArray<readonly [string, string]>,
): Answer {
  const address = flowAddress('authorize', parameters)
  const title = `Redirecting to ${client?.application.name ?? ''}...`
  setting.flows.set(parameters.toString(), { kind: 'submit', action, fields, title })
  return redirect(302, address)
}
