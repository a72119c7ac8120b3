/*
 * Texts that AudioBookRequest shows, letter by letter; `{}` stands for a varying part.
 * Source: app/internal/auth/oidc_config.py, app/routers and templates/pages/Auth, v1.10.4; most seen running.
 */

/** On saving, as a red toast or as the API's detail. */
export const refusals = {
  endpoint: 'Missing OIDC endpoint',
  fetch: 'Failed to fetch OIDC configuration',
  scopes: (missing: readonly string[]) =>
    `Scopes are not all supported by the provider: [${missing.join(', ')}]`,
  claims: 'Provider does not support or list claims',
  usernameClaim: 'Username claim is not supported by the provider',
  groupClaim: 'Group claim is not supported by the provider',
  unparsable: (endpoint: string, error: string) =>
    `Invalid OIDC endpoint: Failed to set OIDC endpoint: ${endpoint}. Error: ${error}`,
  crash: 'Internal Server Error',
}

/** Below the list of login types when it is greyed out. */
export const forcedType = 'Login type is forced by the environment variable ABR_APP__FORCE_LOGIN_TYPE.'

/** On signing in, on a page of its own. */
export const invalid = {
  title: 'Invalid OIDC Settings',
  lead: 'The OIDC configuration is invalid!',
  endpoint: 'Missing OIDC endpoint',
  userinfoEndpoint: 'Missing OIDC userinfo endpoint',
  clientId: 'Missing OIDC client ID',
  clientSecret: 'Missing OIDC client secret',
  usernameClaim: 'Missing OIDC username claim',
  token: 'Failed to extract OIDC access token from body',
  userinfo: 'Invalid OIDC userinfo response',
  username: 'Missing valid string username claim',
}

/** FastAPI's answer to a callback without `code`, which is what an error of the provider is to it. */
export const missingCode = {
  detail: [{ type: 'missing', loc: ['query', 'code'], msg: 'Field required', input: null }],
}

export const messages = [
  ...Object.values(refusals).filter((text) => typeof text === 'string'),
  refusals.scopes(['{}']),
  refusals.scopes([]),
  refusals.unparsable('{}', '{}'),
  ...Object.values(invalid),
  JSON.stringify(missingCode),
  forcedType,
  // The API's answer; the form sends nothing.
  "Cannot change login type to '{}' when force login type is set to '{}'",
  'Settings updated',
  'Invalid login',
  'Not root admin',
  'Backup Login',
  'Redirecting...',
  'Forbidden',
]
