import { createHash } from 'node:crypto'
import { originalRequest } from '../library/names.ts'
import { methodOf } from './checks.ts'

/**
 * The request as the library is to see it: no more than it needs, the rest travels in one parameter.
 * - `scope` is always `openid`; the dialect grants the real ones
 * - PKCE `plain` becomes S256 of the challenge, which the same verifier answers: the library knows S256 only
 */
export function forLibrary(parameters: URLSearchParams, redirectUri: string): URLSearchParams {
  const challenge = parameters.get('code_challenge')
  const kept = ['client_id', 'response_type', 'state', 'prompt', 'max_age'].flatMap((name) => {
    const value = parameters.get(name)
    return value ? [[name, value]] : []
  })
  return new URLSearchParams([
    ...kept,
    ['redirect_uri', redirectUri],
    ['scope', 'openid'],
    ...(challenge
      ? [
          ['code_challenge', methodOf(parameters) === 'S256' ? challenge : s256(challenge)],
          ['code_challenge_method', 'S256'],
        ]
      : []),
    [originalRequest, parameters.toString()],
  ])
}

/** Parameters that change an answer in ways that nobody has modelled here; null when there are none. */
export function unmodelled(parameters: URLSearchParams): string | null {
  return (
    ['request', 'claims', 'id_token_hint', 'resource', 'authorization_details'].find((name) =>
      parameters.has(name),
    ) ?? null
  )
}

const s256 = (text: string) => createHash('sha256').update(text).digest('base64url')
