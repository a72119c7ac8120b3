import type { Client, TokenFault } from '../dialect/index.ts'
import type { World } from '../world.ts'

/** A value that no code and no refresh token has: the library then judges the client alone. */
const nothing = 'nothing'

/** A grant as the library is to see it, and the fault that the product finds although the library would not. */
export interface PreparedGrant {
  form: URLSearchParams
  /** Answered once the client's credentials are known to be right. */
  fault: TokenFault | null
  /** The code in question, to burn. */
  code: string | null
}

/** Adapts a code exchange to the product's leniencies; the library is strict. */
export function prepareCode<C extends Client>(world: World<C>, sent: URLSearchParams): PreparedGrant {
  const { code: rules, nonceMinimumLength } = world.dialect.token
  const form = new URLSearchParams(sent)
  const code = form.get('code')
  const stored = code ? world.store.peek('AuthorizationCode', code) : undefined
  if (!code || !stored) return { form, fault: null, code: null }
  const authorization = world.authorizations.get(stored.grantId ?? '')
  const used = stored.redirectUri ?? ''
  const uri = form.get('redirect_uri')
  const registered =
    uri && authorization && world.dialect.authorization.redirectUriMatches(authorization.client, uri)
  if (rules.redirectUri === 'ignored' || (rules.redirectUri === 'registered' && registered)) {
    form.set('redirect_uri', used)
  }
  if (rules.verifier === 'ignored') {
    form.delete('code_verifier')
    delete stored.codeChallenge
  }
  const nonce = authorization?.request.get('nonce') ?? ''
  const fault =
    stored.consumed && !rules.reuseRevokes
      ? 'code-reused'
      : nonce && nonce.length < nonceMinimumLength
        ? 'nonce-too-short'
        : null
  if (fault) form.set('code', nothing)
  return { form, fault, code }
}

/** A used refresh token is refused without the library, which would revoke everything, where the product does not. */
export function prepareRefresh<C extends Client>(world: World<C>, sent: URLSearchParams): PreparedGrant {
  const form = new URLSearchParams(sent)
  const token = form.get('refresh_token') ?? ''
  const stored = world.store.peek('RefreshToken', world.handles.get(token) ?? token)
  const fault =
    stored?.consumed && world.dialect.token.refresh.reuse === 'refused' ? 'refresh-token-reused' : null
  if (fault) form.set('refresh_token', nothing)
  return { form, fault, code: null }
}

/** Names the library's refusal (oidc-provider 9); null for words that are not known here. */
export function nameFault<C extends Client>(
  world: World<C>,
  { form, fault }: PreparedGrant,
  detail: string,
): TokenFault | null {
  const stored = world.store.peek('AuthorizationCode', form.get('code') ?? '')
  if (detail.includes('invalid secret provided')) return 'secret-wrong'
  if (detail.includes('authorization code not found')) return fault ?? 'code-unknown'
  if (detail.includes('authorization code is expired')) return 'code-expired'
  if (detail.includes('authorization code already consumed')) return 'code-reused'
  if (detail.includes('redirect_uri mismatch')) return 'redirect-uri-mismatch'
  if (detail.includes('refresh token not found')) return fault ?? 'refresh-token-unknown'
  if (detail.includes('refresh token already used')) return 'refresh-token-reused'
  if (detail.includes('missing required parameter')) return missing(form)
  if (detail.includes('client mismatch')) {
    return form.has('refresh_token') ? 'refresh-token-of-other-client' : 'code-of-other-client'
  }
  if (stored && !stored.codeChallenge && form.has('code_verifier')) return 'verifier-without-challenge'
  if (stored?.codeChallenge) return form.has('code_verifier') ? 'verifier-wrong' : 'verifier-missing'
  return null
}

function missing(form: URLSearchParams): TokenFault {
  if (form.get('grant_type') === 'refresh_token') return 'refresh-token-missing'
  return form.has('code') ? 'redirect-uri-missing' : 'code-missing'
}
