import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose'
import { calculatePKCECodeChallenge } from 'oauth4webapi'
import type { Gateway } from '../../../web/contract.ts'
import { authenticationOf, type ProviderConfiguration } from '../configuration.ts'
import { errors } from '../messages.ts'
import type { Claims } from '../template.ts'
import { loadMetadata, type Metadata, usesUserinfo } from './metadata.ts'

/** An error that the page `failed` shows with its code. */
export class OidcError extends Error {
  override readonly name = 'OidcError'
  readonly error: string
  constructor(error: string, description: string) {
    super(description)
    this.error = error
  }
}

export interface Session {
  state: string
  nonce: string
  verifier: string
  clientUrl: string
}

/** Seconds by which clocks may differ. */
const leeway = 120

/** The relying party. Source: OidcProvider in synapse/handlers/oidc.py, v1.163.2. */
export function createRelyingParty(gateway: Gateway, provider: ProviderConfiguration, callback: string) {
  let known: Promise<Metadata> | undefined
  /** Kept once it was good; a failure is tried again at the next sign-in. */
  const metadata = () => {
    known ??= loadMetadata(gateway, provider).catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }

  async function exchange(code: string, verifier: string): Promise<Record<string, unknown>> {
    const method = authenticationOf(provider)
    const { client_id, client_secret = '' } = provider
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: callback,
      ...(verifier && { code_verifier: verifier }),
      ...(method !== 'client_secret_basic' && { client_id }),
      ...(method === 'client_secret_post' && { client_secret }),
    })
    const basic = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`
    const answer = await gateway.fetch((await metadata()).token_endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        ...(method === 'client_secret_basic' && { authorization: basic }),
      },
      body: body.toString(),
    })
    const tokens = (await answer.json()) as Record<string, unknown>
    if (typeof tokens.error === 'string')
      throw new OidcError(tokens.error, String(tokens.error_description ?? tokens.error))
    if (!answer.ok)
      throw new OidcError('server_error', `Authorization server responded with ${answer.status}`)
    return tokens
  }

  /** Checked wherever there is one, also where userinfo is asked afterwards. */
  async function verify(token: string, nonce: string): Promise<Claims> {
    const {
      issuer,
      jwks_uri,
      id_token_signing_alg_values_supported: algorithms = ['RS256'],
    } = await metadata()
    const keys = createRemoteJWKSet(new URL(String(jwks_uri)), {
      [customFetch]: (url, init) => gateway.fetch(url, { headers: init.headers }),
    })
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        algorithms,
        clockTolerance: leeway,
        requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
      })
      if (payload.nonce !== nonce) throw new Error("invalid_claim: Invalid claim 'nonce'")
      // The audience counts only together with the authorized party (authlib, IDToken.validate_azp).
      const [audience, more] = [payload.aud].flat()
      if ((audience !== provider.client_id || more !== undefined) && !payload.azp)
        throw new Error("missing_claim: Missing 'azp' claim")
      if (payload.azp && payload.azp !== provider.client_id)
        throw new Error("invalid_claim: Invalid claim 'azp'")
      return payload
    } catch (error) {
      throw new OidcError(errors.token, error instanceof Error ? error.message : String(error))
    }
  }

  async function userinfo(accessToken: unknown): Promise<Claims> {
    const answer = await gateway.fetch(String((await metadata()).userinfo_endpoint), {
      headers: { authorization: `Bearer ${accessToken}` },
    })
    try {
      return (await answer.json()) as Claims
    } catch (error) {
      throw new OidcError(errors.userinfo, String(error))
    }
  }

  return {
    /** Where the browser goes; throws where the provider's metadata cannot be had or are not right. */
    async authorization({ state, nonce, verifier }: Omit<Session, 'clientUrl'>): Promise<URL> {
      const { authorization_endpoint, code_challenge_methods_supported: pkce } = await metadata()
      const url = new URL(authorization_endpoint)
      const parameters = {
        response_type: 'code',
        client_id: provider.client_id,
        redirect_uri: callback,
        scope: provider.scopes.join(' '),
        state,
        nonce,
        ...(pkce?.length && {
          code_challenge_method: 'S256',
          code_challenge: await calculatePKCECodeChallenge(verifier),
        }),
      }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      return url
    },
    /** What the provider says of the user. Throws {@link OidcError}. */
    async claims(code: string, { nonce, verifier }: Session): Promise<Claims> {
      const { code_challenge_methods_supported: pkce } = await metadata()
      const tokens = await exchange(code, pkce?.length ? verifier : '')
      const own = typeof tokens.id_token === 'string' ? await verify(tokens.id_token, nonce) : null
      if (usesUserinfo(provider)) return userinfo(tokens.access_token)
      if (own) return own
      throw new OidcError(errors.noIdToken.error, errors.noIdToken.description)
    },
  }
}
