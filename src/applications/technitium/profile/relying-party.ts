import { createHash, randomBytes } from 'node:crypto'
import * as oauth from 'oauth4webapi'
import type { Gateway } from '../../../web/contract.ts'
import { signing } from '../knowledge/relying-party.ts'
import type { Configuration } from './configuration.ts'

/** What one sign-in must remember from its start to its end. */
export interface Pending {
  redirectUri: string
  verifier: string
  nonce: string
  state: string
}

interface Metadata {
  server: oauth.AuthorizationServer
  keys: oauth.JWKSCacheOptions
}

export type Claims = Readonly<Record<string, unknown>>

/** Claims that the handler takes from userinfo; everything else there is dropped (ASP.NET Core 9, default claim actions). */
const fromUserinfo = ['sub', 'name', 'given_name', 'family_name', 'profile', 'email']

/** Sent with every request by Microsoft's library, which calls it telemetry. */
const telemetry = { 'x-client-SKU': 'ID_NET9_0', 'x-client-ver': '8.0.1.0' }

/**
 * The handler of ASP.NET Core 9 with the options of DnsWebService.cs, v15.2: `form_post`, S256 always, pushed requests
 * when the provider offers them, the client secret in the form, the issuer held against the discovery document.
 */
export function createRelyingParty(
  settings: Configuration,
  gateway: Gateway,
  version: { userinfo: boolean },
) {
  const client: oauth.Client = { client_id: settings.clientId, [oauth.clockTolerance]: 300 }
  const authentication = oauth.ClientSecretPost(settings.clientSecret)
  const options = {
    [oauth.customFetch]: (url: string, init: object) => gateway.fetch(url, init as RequestInit),
    // The application accepts providers on plain http.
    [oauth.allowInsecureRequests]: true,
  }
  let known: Promise<Metadata> | null = null

  /** Kept once it was read; a failure is tried again. */
  function metadata(): Promise<Metadata> {
    known ??= discover().catch((error) => {
      known = null
      throw error
    })
    return known
  }

  /** Discovery document and keys are read together, so that neither can be missing later. */
  async function discover(): Promise<Metadata> {
    const standard = `${settings.authority.replace(/\/$/, '')}/.well-known/openid-configuration`
    const answer = await gateway.fetch(settings.metadataAddress || standard)
    const { issuer } = (await answer.clone().json()) as { issuer: string }
    // The document is believed: its issuer is held only against the ID token's, not against Authority.
    const document = await oauth.processDiscoveryResponse(new URL(issuer), answer)
    const keys = await gateway.fetch(document.jwks_uri ?? '')
    if (!keys.ok) throw new Error(`No keys at ${document.jwks_uri}: ${keys.status}`)
    return {
      // Neither the issuer in the answer (RFC 9207) nor a list of algorithms is looked at.
      server: {
        ...document,
        authorization_response_iss_parameter_supported: undefined,
        id_token_signing_alg_values_supported: signing,
      },
      keys: {
        [oauth.jwksCache]: { uat: Math.floor(Date.now() / 1000), jwks: (await keys.json()) as oauth.JWKS },
      },
    }
  }

  return {
    /** Where the browser is sent. Throws whatever went wrong between server and provider. */
    async begin({ redirectUri, verifier, nonce, state }: Pending): Promise<string> {
      const { server } = await metadata()
      const parameters = new URLSearchParams({
        client_id: settings.clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: settings.scopes.join(' '),
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        response_mode: 'form_post',
        nonce,
        state,
        ...telemetry,
      })
      const target = new URL(server.authorization_endpoint ?? '')
      const pushed = server.pushed_authorization_request_endpoint
        ? await push(server, parameters)
        : parameters
      for (const [name, value] of pushed) target.searchParams.append(name, value)
      return target.href
    },

    /** Claims of a complete sign-in. Throws whatever the handler would not accept. */
    async finish(answer: URLSearchParams, { redirectUri, verifier, nonce }: Pending): Promise<Claims> {
      const { server, keys } = await metadata()
      answer.delete('iss')
      const accepted = oauth.validateAuthResponse(server, client, answer, oauth.skipStateCheck)
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        authentication,
        accepted,
        redirectUri,
        verifier,
        options,
      )
      const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: nonce,
        requireIdToken: true,
      })
      await oauth.validateApplicationLevelSignature(server, response, { ...options, ...keys })
      const idToken: Claims = oauth.getValidatedIdTokenClaims(tokens) ?? {}
      if (!version.userinfo || !server.userinfo_endpoint) return idToken
      const answered = await oauth.userInfoRequest(server, client, tokens.access_token, options)
      const userinfo = await oauth.processUserInfoResponse(server, client, String(idToken.sub), answered)
      const taken = Object.entries(userinfo).filter(([name]) => fromUserinfo.includes(name))
      return { ...idToken, ...Object.fromEntries(taken) }
    },
  }

  async function push(server: oauth.AuthorizationServer, parameters: URLSearchParams) {
    const answer = await oauth.pushedAuthorizationRequest(server, client, authentication, parameters, options)
    const { request_uri } = await oauth.processPushedAuthorizationResponse(server, client, answer)
    return new URLSearchParams({ client_id: settings.clientId, request_uri, ...telemetry })
  }
}

export type RelyingParty = ReturnType<typeof createRelyingParty>

/** A random text for state, nonce and verifier: 43 characters, the least that RFC 7636 allows. */
export function random(): string {
  return randomBytes(32).toString('base64url')
}
