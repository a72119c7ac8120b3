import { atLeast } from '../versions.ts'
import type { Realm } from './realm.ts'

const asymmetric = ['PS384', 'RS384', 'EdDSA', 'ES384', 'ES256', 'RS256', 'ES512', 'PS256', 'PS512', 'RS512']
const signing = [...asymmetric, 'HS256', 'HS384', 'HS512']
const encryption = [
  'ECDH-ES+A256KW',
  'ECDH-ES+A192KW',
  'ECDH-ES+A128KW',
  'RSA-OAEP',
  'RSA-OAEP-256',
  'RSA1_5',
  'ECDH-ES',
]
const encodings = ['A256GCM', 'A192GCM', 'A128GCM', 'A128CBC-HS256', 'A192CBC-HS384', 'A256CBC-HS512']
const authentication = [
  'private_key_jwt',
  'client_secret_basic',
  'client_secret_post',
  'tls_client_auth',
  'client_secret_jwt',
]

/** What Keycloak announces is what its authorization endpoint knows; what a client may ask for is fewer. */
export const responseTypes = [
  'code',
  'none',
  'id_token',
  'token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
]

/** The discovery document as recorded (26.4.0, 26.7.0): what Keycloak says, whether modelled here or not. */
export function discoveryDocument(realm: Realm, issuer: string, version: string): Record<string, unknown> {
  const protocol = `${issuer}/protocol/openid-connect`
  const backchannel = {
    token_endpoint: `${protocol}/token`,
    revocation_endpoint: `${protocol}/revoke`,
    introspection_endpoint: `${protocol}/token/introspect`,
    device_authorization_endpoint: `${protocol}/auth/device`,
    registration_endpoint: `${issuer}/clients-registrations/openid-connect`,
    userinfo_endpoint: `${protocol}/userinfo`,
    pushed_authorization_request_endpoint: `${protocol}/ext/par/request`,
    backchannel_authentication_endpoint: `${protocol}/ext/ciba/auth`,
  }
  return {
    issuer,
    authorization_endpoint: `${protocol}/auth`,
    jwks_uri: `${protocol}/certs`,
    end_session_endpoint: `${protocol}/logout`,
    check_session_iframe: `${protocol}/login-status-iframe.html`,
    ...backchannel,
    mtls_endpoint_aliases: backchannel,
    ...capabilities(version),
    scopes_supported: ['openid', ...realm.scopes.keys()],
    ...algorithms,
    acr_values_supported: ['0', '1'],
  }
}

const capabilities = (version: string) => ({
  grant_types_supported: [
    'authorization_code',
    'client_credentials',
    'implicit',
    'password',
    'refresh_token',
    'urn:ietf:params:oauth:grant-type:device_code',
    // Announced in the run of 26.7.0, not in that of 26.4.0.
    ...(atLeast(version, '26.7') ? ['urn:ietf:params:oauth:grant-type:jwt-bearer'] : []),
    'urn:ietf:params:oauth:grant-type:token-exchange',
    'urn:ietf:params:oauth:grant-type:uma-ticket',
    'urn:openid:params:grant-type:ciba',
  ],
  response_types_supported: responseTypes,
  response_modes_supported: [
    'query',
    'fragment',
    'form_post',
    'query.jwt',
    'fragment.jwt',
    'form_post.jwt',
    'jwt',
  ],
  subject_types_supported: ['public', 'pairwise'],
  prompt_values_supported: ['none', 'login', 'consent'],
  claim_types_supported: ['normal'],
  // No `groups`, whatever mappers there are.
  claims_supported: [
    'iss',
    'sub',
    'aud',
    'exp',
    'iat',
    'auth_time',
    'name',
    'given_name',
    'family_name',
    'preferred_username',
    'email',
    'acr',
    'azp',
    'nonce',
  ],
  claims_parameter_supported: true,
  code_challenge_methods_supported: ['plain', 'S256'],
  request_parameter_supported: true,
  request_uri_parameter_supported: true,
  require_request_uri_registration: true,
  require_pushed_authorization_requests: false,
  authorization_response_iss_parameter_supported: true,
  tls_client_certificate_bound_access_tokens: true,
  frontchannel_logout_supported: true,
  frontchannel_logout_session_supported: true,
  backchannel_logout_supported: true,
  backchannel_logout_session_supported: true,
  backchannel_token_delivery_modes_supported: ['poll', 'ping'],
})

const algorithms = {
  token_endpoint_auth_methods_supported: authentication,
  token_endpoint_auth_signing_alg_values_supported: signing,
  introspection_endpoint_auth_methods_supported: authentication,
  introspection_endpoint_auth_signing_alg_values_supported: signing,
  revocation_endpoint_auth_methods_supported: authentication,
  revocation_endpoint_auth_signing_alg_values_supported: signing,
  id_token_signing_alg_values_supported: signing,
  id_token_encryption_alg_values_supported: encryption,
  id_token_encryption_enc_values_supported: encodings,
  userinfo_signing_alg_values_supported: [...signing, 'none'],
  userinfo_encryption_alg_values_supported: encryption,
  userinfo_encryption_enc_values_supported: encodings,
  request_object_signing_alg_values_supported: [...signing, 'none'],
  request_object_encryption_alg_values_supported: encryption,
  request_object_encryption_enc_values_supported: encodings,
  authorization_signing_alg_values_supported: signing,
  authorization_encryption_alg_values_supported: encryption,
  authorization_encryption_enc_values_supported: encodings,
  backchannel_authentication_request_signing_alg_values_supported: asymmetric,
  dpop_signing_alg_values_supported: asymmetric,
}
