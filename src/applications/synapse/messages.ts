/*
 * Texts that Synapse shows, letter by letter; `{}` stands for a varying part. Source: synapse/handlers/oidc.py and sso.py,
 * synapse/rest/client/login.py and synapse/res/templates/sso_*.html, v1.163.2.
 */

/** Pages on the way of a sign-in. */
export const pages = {
  failed: 'There was an error',
  unauthorised: 'You are not allowed to log in here.',
  unavailable: 'This login provider is unavailable right now.',
  confirm: 'Continue to your account',
}

/** Error codes and descriptions of the page `failed`; the provider's own `error` and `error_description` stand there too. */
export const errors = {
  noCookie: { error: 'missing_session', description: 'No session cookie found' },
  noState: { error: 'invalid_request', description: 'State parameter is missing' },
  noCode: { error: 'invalid_request', description: 'Code parameter is missing' },
  noIdToken: { error: 'invalid_token', description: 'Missing id_token in token response' },
  mismatch: 'mismatching_session',
  token: 'invalid_token',
  userinfo: 'fetch_error',
  mapping: 'mapping_error',
}

/** On start, as a line of the log; the process ends. */
export const refusals = {
  noSecret: "No 'client_secret' is set in OIDC config, and 'client_auth_method' is not set to 'none'",
  twoSecrets: 'Cannot specify both client_secret and client_secret_path',
  duplicate: "Multiple OIDC providers have the idp_id '{}'.",
  template: 'invalid jinja template',
  invalid: "Error in configuration at '{}'",
}

export const messages: string[] = [
  ...Object.values(pages),
  ...Object.values(errors).flatMap((one) => (typeof one === 'string' ? [one] : [one.error, one.description])),
  ...Object.values(refusals),
  'You are not authorised to log in here.',
  'unauthorised',
  'unauthorized_client',
  'invalid_client',
  'unknown_idp',
  'invalid_session',
  'Unknown identity provider',
  'Homeserver not configured for SSO.',
  'User does not exist and registrations are disabled',
  'localpart is invalid: {}',
  'Could not extract user attributes from SSO response.',
  'Unable to generate a Matrix ID from the SSO response',
  "Error while preloading OIDC provider '{}'. Login may be broken!",
  'OpenID Connect Back-Channel Logout is disabled for this provider',
  'Could not find the OP that issued this event',
  'Your account has been deactivated',
]
