import { atLeast } from '../versions.ts'
import { protocolClaims } from '../view.ts'
import type { AuthentikClient, Setting } from './subjects.ts'
import { issuerOf } from './tokens.ts'

/** The discovery document of one application. Source: providers/oauth2/views/provider.py, 2026.5; recorded run. */
export function discoveryDocument(
  client: AuthentikClient,
  { origin, version }: Setting,
): Record<string, unknown> {
  const shared = `${origin}/application/o`
  const own = `${shared}/${client.application.slug}`
  return {
    issuer: issuerOf(client, origin),
    authorization_endpoint: `${shared}/authorize/`,
    token_endpoint: `${shared}/token/`,
    userinfo_endpoint: `${shared}/userinfo/`,
    end_session_endpoint: `${own}/end-session/`,
    introspection_endpoint: `${shared}/introspect/`,
    revocation_endpoint: `${shared}/revoke/`,
    device_authorization_endpoint: `${shared}/device/`,
    ...(atLeast(version, '2025.8.0') && {
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    }),
    ...(atLeast(version, '2025.10.0') && {
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
    }),
    response_types_supported: [
      'code',
      'id_token',
      'id_token token',
      'code token',
      'code id_token',
      'code id_token token',
    ],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    jwks_uri: `${own}/jwks/`,
    grant_types_supported: [
      'authorization_code',
      'refresh_token',
      'implicit',
      'client_credentials',
      'password',
      'urn:ietf:params:oauth:grant-type:device_code',
    ],
    id_token_signing_alg_values_supported: [client.signingKey ? 'RS256' : 'HS256'],
    subject_types_supported: ['public'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    acr_values_supported: ['goauthentik.io/providers/oauth2/default'],
    scopes_supported: [...new Set(client.mappings.map((mapping) => mapping.scope))],
    request_parameter_supported: false,
    claims_supported: [...protocolClaims, ...client.claimsSupported],
    claims_parameter_supported: false,
    code_challenge_methods_supported: ['plain', 'S256'],
  }
}
