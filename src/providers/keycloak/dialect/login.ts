import { randomBytes } from 'node:crypto'
import type {
  ConsentDialect,
  Interaction,
  LoginDialect,
  PageContext,
} from '../../../embedded/dialect/index.ts'
import { type Answer, redirect } from '../../../embedded/message.ts'
import { consentPage, errorPage, loginPage } from './pages.ts'
import { type KeycloakClient, pathOf, type Realm } from './realm.ts'
import { scopesIn } from './scopes.ts'

type Waiting = Interaction<KeycloakClient>

const random = () => randomBytes(8).toString('base64url')

/** Keycloak keeps the request in its addresses: `client_data` is enough to begin anew. */
export function actionQuery(clientId: string, parameters: URLSearchParams): URLSearchParams {
  return new URLSearchParams({
    client_id: clientId,
    tab_id: random(),
    client_data: Buffer.from(parameters.toString()).toString('base64url'),
  })
}

const noCookie =
  'Restart login cookie not found. It may have expired; it may have been deleted or cookies are disabled in your browser. ' +
  'If cookies are disabled then enable them. Click Back to Application to login again.'

export function login(realm: Realm, issuer: string): LoginDialect<KeycloakClient> {
  const action = ({ client, parameters }: Waiting) =>
    `${issuer}/login-actions/authenticate?${new URLSearchParams([
      ['session_code', random()],
      ['execution', crypto.randomUUID()],
      ...actionQuery(client.clientId, parameters),
    ])}`
  return {
    present: (interaction) => loginPage(realm, action(interaction)),
    credentials: ({ form }) => ({
      username: form.get('username') ?? '',
      password: form.get('password') ?? '',
    }),
    failed: (interaction, request) =>
      loginPage(
        realm,
        action(interaction),
        request.form.get('username') ?? '',
        'Invalid username or password.',
      ),
    expired: () => errorPage(realm, 400, noCookie),
  }
}

/** GET of the login action: begins the request in `client_data` again, as after a pushed request with a session. */
export async function resumeLogin(realm: Realm, context: PageContext<KeycloakClient>): Promise<Answer> {
  const data = context.request.url.searchParams.get('client_data')
  if (!data) return errorPage(realm, 400, noCookie)
  return context.authorize(new URLSearchParams(Buffer.from(data, 'base64url').toString()))
}

export function consent(realm: Realm, issuer: string): ConsentDialect<KeycloakClient> {
  return {
    required: (client) => client.consentRequired,
    present: ({ client, parameters }) =>
      redirect(
        302,
        `${issuer}/login-actions/required-action?${new URLSearchParams([
          ['execution', 'OAUTH_GRANT'],
          ...actionQuery(client.clientId, parameters),
        ])}`,
      ),
    page: ({ client, parameters, scopes }) => {
      const grants = scopesIn(realm, scopes).flatMap((scope) => scope.consentText ?? [])
      const action = `${pathOf(realm)}/login-actions/consent?${actionQuery(client.clientId, parameters)}`
      return consentPage(realm, client.clientId, grants, action, random())
    },
    decision: ({ form }) => (form.has('accept') ? 'granted' : form.has('cancel') ? 'refused' : null),
  }
}
