import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from 'oauth4webapi'
import type { Gateway } from '../../../web/contract.ts'
import type { Claims } from '../claims.ts'
import { isOpenId, isPublic, type ProviderConfiguration, scopeOf, textIn } from '../configuration.ts'
import { errors, tell } from '../messages.ts'
import { jsonOf, mustBeFine, parsed, send } from './requests.ts'

/** What is kept in the session under the state, until the browser is back. */
export interface Leaving {
  state: string
  nonce?: string
  verifier?: string
  redirectUri: string
}

export interface Tokens {
  accessToken: string
  /** Of the ID token; absent without one, or where no nonce had been sent. */
  claims?: Claims
}

/** Seconds by which clocks may differ. */
const leeway = 120

/** Authlib 1.8.0 as pgAdmin uses it: FlaskOAuth2App, OAuth2Client and OpenIDMixin. */
export function createRelyingParty(gateway: Gateway, provider: ProviderConfiguration) {
  const text = (key: string) => textIn(provider, key)
  const [clientId, secret] = [text('CLIENT_ID') ?? 'None', text('CLIENT_SECRET') ?? '']
  let known: Record<string, unknown> | undefined
  let keys: JSONWebKeySet | undefined

  /** Read once and kept for good; a failure is tried again at the next sign-in. */
  async function metadata(): Promise<Record<string, unknown>> {
    const url = text('SERVER_METADATA_URL')
    if (!url) return {}
    known ??= await jsonOf(await send(gateway, url), url)
    return known
  }

  /** Either key of the two switches to what they say, with the other one missing too (client_kwargs in oauth2.py). */
  function pkce() {
    const [method, responseType] = [text('CHALLENGE_METHOD'), text('RESPONSE_TYPE')]
    const configured = method !== undefined || responseType !== undefined
    return { method, responseType: configured ? (responseType ?? 'None') : 'code' }
  }

  async function verify(token: string, nonce: string): Promise<Claims> {
    const { issuer, jwks_uri, id_token_signing_alg_values_supported: algorithms } = await metadata()
    const url = String(jwks_uri)
    keys ??= (await jsonOf(await send(gateway, url), url)) as unknown as JSONWebKeySet
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      ...(typeof issuer === 'string' && { issuer }),
      ...(Array.isArray(algorithms) && { algorithms }),
      clockTolerance: leeway,
      requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
    })
    const [audience, more] = [payload.aud].flat()
    const stranger = audience !== clientId || more !== undefined
    if (payload.nonce !== nonce) throw new Error("invalid_claim: Invalid claim: 'nonce'")
    // The audience counts only together with the authorized party (authlib, IDToken.validate_azp).
    if (stranger && !payload.azp) throw new Error("missing_claim: Missing claim: 'azp'")
    if (payload.azp && payload.azp !== clientId) throw new Error("invalid_claim: Invalid claim: 'azp'")
    return payload
  }

  return {
    /** Where the browser goes, and what is remembered of it. Throws where the provider's metadata cannot be had. */
    async leave(redirectUri: string): Promise<{ url: URL; leaving: Leaving }> {
      const { authorization_endpoint } = await metadata()
      const target = text('AUTHORIZATION_URL') ?? authorization_endpoint
      if (typeof target !== 'string' || target === '') throw new Error(errors.noAuthorization)
      const { method, responseType } = pkce()
      const scope = scopeOf(provider)
      const leaving: Leaving = {
        state: generateRandomState(),
        redirectUri,
        ...(scope?.split(/\s+/).includes('openid') && { nonce: generateRandomNonce() }),
        ...(method && { verifier: generateRandomCodeVerifier() }),
      }
      const challenge =
        leaving.verifier && method === 'S256' && responseType === 'code'
          ? await calculatePKCECodeChallenge(leaving.verifier)
          : null
      const url = new URL(target)
      const parameters = {
        response_type: responseType,
        client_id: clientId,
        redirect_uri: redirectUri,
        ...(scope && { scope }),
        state: leaving.state,
        ...(leaving.nonce && { nonce: leaving.nonce }),
        ...(challenge && { code_challenge: challenge, code_challenge_method: 'S256' }),
      }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      return { url, leaving }
    },

    /** Throws in the words in which the answer of pgAdmin tells it. */
    async exchange(code: string, { nonce, verifier, redirectUri }: Leaving): Promise<Tokens> {
      if (nonce && !isOpenId(provider)) throw new Error(tell(errors.noMetadata, text('NAME') ?? ''))
      const { token_endpoint } = await metadata()
      const url = text('TOKEN_URL') ?? String(token_endpoint)
      const basic = `Basic ${Buffer.from(`${clientId}:${secret}`, 'latin1').toString('base64')}`
      const answer = await send(gateway, url, {
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
          ...(!isPublic(provider) && { authorization: basic }),
        },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          redirect_uri: redirectUri,
          code,
          ...(verifier && { code_verifier: verifier }),
          ...(isPublic(provider) && { client_id: clientId }),
        }).toString(),
      })
      if (answer.status >= 500) mustBeFine(answer, url)
      const tokens = await parsed(answer)
      if ('error' in tokens) throw new Error(`${tokens.error}: ${tokens.error_description ?? ''}`)
      const { access_token, id_token } = tokens
      return {
        accessToken: String(access_token),
        ...(typeof id_token === 'string' && nonce && { claims: await verify(id_token, nonce) }),
      }
    },

    /** A path alone is one below `OAUTH2_API_BASE_URL`. */
    async userinfo(endpoint: string, accessToken: string): Promise<Claims> {
      const url = /^https?:\/\//.test(endpoint) ? endpoint : new URL(endpoint, text('API_BASE_URL')).href
      return jsonOf(await send(gateway, url, { headers: { authorization: `Bearer ${accessToken}` } }), url)
    },
  }
}
