import type { AuthorizationDialect } from '../../../embedded/dialect/index.ts'
import { escapeHtml, html, redirect } from '../../../embedded/message.ts'
import { callbackMatches } from '../redirects.ts'
import { responseModes, suppliedScopes } from '../scopes.ts'
import type { PocketIdClient, Setting } from './subjects.ts'
import { errorPage, malformed, notSupported, weakState } from './texts.ts'

/** Authorization requests. Source: backend/internal/oidc/authorization_service.go, v2.14.0; recorded runs. */
export function authorization(setting: Setting): AuthorizationDialect<PocketIdClient> {
  const scopes = suppliedScopes(setting.version).map((supplied) => supplied.scope)
  return {
    faults: {
      'client-unknown': () => errorPage('The requested OAuth 2.0 Client does not exist.'),
      'redirect-uri-missing': () =>
        errorPage("The 'redirect_uri' parameter is required when using OpenID Connect 1.0."),
      'redirect-uri-mismatch': ({ parameters }) =>
        errorPage(`The redirect_uri '${parameters.get('redirect_uri')}' is not registered for this client.`),
      'request-uri-invalid': () => errorPage('Invalid PAR session'),
      'par-required': ({ toApplication }) => toApplication('error', 'The error is unrecognizable'),
      'response-type-missing': ({ toApplication }) =>
        toApplication(
          'unsupported_response_type',
          notSupported("`The request is missing the 'response_type' parameter."),
        ),
      // In the query even for `token`, whose answers belong into the fragment elsewhere.
      'response-type-unknown': ({ parameters }) =>
        redirect(
          303,
          `${parameters.get('redirect_uri')}?${new URLSearchParams([
            ['error', 'unsupported_response_type'],
            [
              'error_description',
              notSupported(
                `The client is not allowed to request response_type '${parameters.get('response_type')}'.`,
              ),
            ],
            ['state', parameters.get('state') ?? ''],
          ])}`,
        ),
      'state-too-short': ({ toApplication }) => toApplication('invalid_state', weakState),
      'pkce-missing': ({ toApplication }) =>
        toApplication(
          'invalid_request',
          malformed("This client requires PKCE, but the 'code_challenge' parameter is missing."),
        ),
      'pkce-method-unknown': ({ toApplication }) =>
        toApplication(
          'invalid_request',
          malformed('The code_challenge_method is not supported, use S256 instead.'),
        ),
      'login-required': ({ toApplication }) =>
        toApplication('login_required', 'The Authorization Server requires End-User authentication.'),
      'consent-required': ({ toApplication }) =>
        toApplication('consent_required', 'The Authorization Server requires End-User consent.'),
      'user-not-allowed': () => errorPage('You are not allowed to access this service.'),
    },
    redirectUriMatches: (client, sent) =>
      client.callbackURLs.some((pattern) => callbackMatches(pattern, sent, setting.version)),
    responseTypes: { known: ['code'], allowed: () => ['code'] },
    responseModes: responseModes(setting.version),
    minimumLength: { state: 8, nonce: 0 },
    pkce: (client) => ({
      required: client.pkceEnabled || client.clientSecret === null,
      known: ['plain', 'S256'],
      allowed: ['plain', 'S256'],
    }),
    parRequired: (client) => client.requiresPushedAuthorizationRequests,
    scopes: (_, requested) => ({ granted: requested.filter((scope) => scopes.includes(scope)) }),
    allowed: (client, user) =>
      !client.isGroupRestricted || client.allowedUserGroups.some((group) => user.groups.includes(group)),
    success: ({ scopes: granted, request }, code) => [
      ['code', code],
      ['iss', setting.base],
      ['scope', granted.join(' ')],
      ['state', request.get('state') ?? ''],
    ],
    failure: ({ parameters }, error, description) => [
      ['error', error],
      ...(description === undefined ? [] : [['error_description', description] as const]),
      ['state', parameters.get('state') ?? ''],
    ],
    redirectStatus: 303,
    formPost: (_, action, fields) =>
      html(200, formPost(action, fields), { 'content-type': 'text/html;charset=UTF-8' }),
  }
}

function formPost(action: string, fields: ReadonlyArray<readonly [string, string]>): string {
  const inputs = fields
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('')
  return `<html><head><title>Submit This Form</title></head><body onload="javascript:document.forms[0].submit()"><form method="post" action="${escapeHtml(action)}">${inputs}</form></body></html>`
}
