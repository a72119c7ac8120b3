/** Texts that Pocket ID shows or answers. Recorded runs of v2.14.0; OAuth texts are those of its OAuth library. */
export const messages = [
  'You are not allowed to access this service.',
  "The redirect_uri '{}' is not registered for this client.",
  'The requested OAuth 2.0 Client does not exist.',
  'The PKCE code verifier must be at least 43 characters.',
  'Unable to find initial PKCE data tied to this request',
  'ReauthenticationToken is required',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_state',
  'insufficient_entropy',
  'login_required',
  'consent_required',
  'unsupported_response_type',
  // On the page of v2.9.0.
  "You're not allowed to access this service",
  'Invalid callback URL, it might be necessary for an admin to fix this',
]
