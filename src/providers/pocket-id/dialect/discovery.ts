import { claimsSupported, responseModes, suppliedScopes } from '../scopes.ts'
import type { Setting } from './subjects.ts'

/** The discovery document of v2.14.0, member by member as recorded. */
export function discoveryDocument({ base, version }: Setting): Record<string, unknown> {
  return {
    issuer: base,
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/api/oidc/token`,
    userinfo_endpoint: `${base}/api/oidc/userinfo`,
    jwks_uri: `${base}/.well-known/jwks.json`,
    end_session_endpoint: `${base}/api/oidc/end-session`,
    introspection_endpoint: `${base}/api/oidc/introspect`,
    device_authorization_endpoint: `${base}/api/oidc/device/authorize`,
    pushed_authorization_request_endpoint: `${base}/api/oidc/par`,
    authorization_response_iss_parameter_supported: true,
    claims_supported: claimsSupported(version),
    client_id_metadata_document_supported: false,
    code_challenge_methods_supported: ['plain', 'S256'],
    grant_types_supported: [
      'authorization_code',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:device_code',
      'client_credentials',
    ],
    id_token_signing_alg_values_supported: ['RS256'],
    introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'Bearer'],
    prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
    request_object_signing_alg_values_supported: ['none'],
    request_parameter_supported: true,
    request_uri_parameter_supported: false,
    require_pushed_authorization_requests: false,
    response_modes_supported: responseModes(version),
    response_types_supported: ['code'],
    scopes_supported: suppliedScopes(version).map((supplied) => supplied.scope),
    service_documentation: 'https://pocket-id.org/docs',
    subject_types_supported: ['public'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
  }
}
