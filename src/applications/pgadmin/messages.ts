/*
 * Texts that pgAdmin shows, letter by letter; `{}` stands for a varying part. Source: pgadmin/authenticate/oauth2.py,
 * pgadmin/authenticate/__init__.py, pgadmin/tools/user_management and the registry of sources, v9.18; Authlib 1.8.0 and
 * requests for what an answer of the provider leads to.
 */

/** Above the fields of the sign-in page. */
export const notices = {
  signIn: 'You must sign in to view this resource.',
  unauthorised:
    'The user is not authorized to login based on your identity profile. Please contact your administrator.',
  noAccount: 'No Email/Username found. Please contact your administrator.',
  noUsername:
    'Could not extract username from OIDC claims. Please ensure your OIDC provider returns standard claims (email, preferred_username, or sub).',
  noEmail:
    'An email id or OAUTH2_USERNAME_CLAIM is required to login into pgAdmin. Please update your OAuth2 profile for email id or set OAUTH2_USERNAME_CLAIM config parameter.',
  noClaims: 'No profile data found from OIDC provider.',
  noProfile: 'No profile data found.',
  badEmail: '500 Internal Server Error: Invalid email address {}.',
  expired: 'Login session expired. Please try again.',
  unknownButton: 'Please set the configuration parameters properly.',
  noButton: 'No OAuth2 provider selected.',
}

/** `errormsg` of a JSON text that takes the place of a page, with status 500. */
export const errors = {
  noMetadata:
    "OAuth2 provider '{}' is configured with 'openid' in OAUTH2_SCOPE but OAUTH2_SERVER_METADATA_URL is not set. pgAdmin needs the provider's OpenID Connect discovery URL to verify the id_token. Either set OAUTH2_SERVER_METADATA_URL to the discovery URL (e.g. https://<issuer>/.well-known/openid-configuration), or remove 'openid' from OAUTH2_SCOPE.",
  noSecret:
    'OAuth2 provider "{}" is configured without OAUTH2_CLIENT_SECRET (public client). Public clients must use Authorization Code + PKCE; set OAUTH2_CHALLENGE_METHOD="S256" and OAUTH2_RESPONSE_TYPE="code".',
  noKey: "'{}'",
  unknownSource: "pgadmin.authenticate.AuthSourceRegistry '{}' has not been implemented.",
  noAuthorization: 'Missing "authorize_url" value',
  state: 'mismatching_state: CSRF Warning! State not equal in request and response.',
  noJson: 'Expecting value: line 1 column 1 (char 0)',
}

/** The same for an answer of the provider: status, its name, address. */
export const answers = {
  clientError: '{} Client Error: {} for url: {}',
  serverError: '{} Server Error: {} for url: {}',
}

/** When it starts; the process ends with this line. */
export const refusals = {
  syntax: 'SyntaxError: {}',
  name: "NameError: name '{}' is not defined",
  boolean: 'ValueError: Expected boolean value for {}; got {}',
}

export const messages: string[] = [
  ...[notices, errors, refusals].flatMap((texts) => Object.values(texts)),
  '401 Client Error: Unauthorized for url: {}',
  '403 Client Error: Forbidden for url: {}',
  '404 Client Error: Not Found for url: {}',
  '500 Server Error: Internal Server Error for url: {}',
  '502 Server Error: Bad Gateway for url: {}',
  // The provider's own error and its description.
  'invalid_client: {}',
  'unauthorized_client: {}',
  'invalid_scope: {}',
  'access_denied: {}',
  'invalid_grant: {}',
  'invalid_client',
  'unauthorized_client',
  "missing_claim: Missing claim: '{}'",
  "invalid_claim: Invalid claim: '{}'",
  'Login with {}',
  'The CSRF token is missing. You need to refresh the page.',
  '403 FORBIDDEN',
]

/** A message with its varying parts filled in, in order. */
export function tell(message: string, ...parts: string[]): string {
  return parts.reduce((text, part) => text.replace('{}', () => part), message)
}
