import { type Answer, json, redirect } from '../../../embedded/message.ts'

/*
 * Answers of v2.14.0, as recorded. The OAuth texts are those of its OAuth library (fosite 1.2.0 in that run).
 */

const invalidRequest =
  'The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed.'
const invalidGrant =
  'The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.'
const invalidClient =
  'Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method).'
const unauthorized =
  'The request could not be authorized. Check that you provided valid credentials in the right format.'
const unsupportedResponseType =
  'The authorization server does not support obtaining a token using this method.'

export const malformed = (detail: string) => `${invalidRequest} ${detail}`
export const notSupported = (detail: string) => `${unsupportedResponseType} ${detail}`
export const weakState =
  "The state is missing or does not have enough characters and is therefore considered too weak. Request parameter 'state' must be at least be 8 characters long to ensure sufficient entropy."

/** Headers of every answer of the OAuth library. */
export const oauthHeaders = { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' }

export function oauthError(status: number, error: string, description: string): Answer {
  return json(status, { error, error_description: description }, oauthHeaders)
}

export const grantError = (detail = '') =>
  oauthError(400, 'invalid_grant', detail ? `${invalidGrant} ${detail}` : invalidGrant)
export const clientError = () => oauthError(401, 'invalid_client', invalidClient)
export const requestError = (detail: string) => oauthError(400, 'invalid_request', malformed(detail))

/** Userinfo is a handler of Pocket ID's own: other headers, and the challenge of RFC 6750. */
export const userinfoHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'private, no-store',
}

export function bearerError(): Answer {
  return json(
    401,
    { error: 'request_unauthorized', error_description: unauthorized },
    {
      ...userinfoHeaders,
      'www-authenticate': `Bearer error="request_unauthorized", error_description="${unauthorized}"`,
    },
  )
}

/** Errors that must not go to the application end on Pocket ID's own page, which a script fills in. */
export function errorPage(message: string, method = 'GET'): Answer {
  const query = new URLSearchParams({ error: message })
  return found(302, `/interaction/error?${query}`, method)
}

/** Go's `http.Redirect` announces HTML for GET only. */
export function found(status: 301 | 302 | 303 | 307, location: string, method = 'GET'): Answer {
  const headers = method === 'GET' ? { 'content-type': 'text/html; charset=utf-8' } : undefined
  return redirect(status, location, headers)
}
