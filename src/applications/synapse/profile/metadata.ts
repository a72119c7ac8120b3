import type { Gateway } from '../../../web/contract.ts'
import { authenticationOf, type ProviderConfiguration } from '../configuration.ts'

/** Members of the discovery document that count (OpenID Connect Discovery 1.0, section 3). */
export interface Metadata {
  issuer: string
  authorization_endpoint: string
  token_endpoint: string
  userinfo_endpoint?: string
  jwks_uri?: string
  token_endpoint_auth_methods_supported?: string[]
  code_challenge_methods_supported?: string[]
  response_types_supported?: string[]
  id_token_signing_alg_values_supported?: string[]
}

/** Without `openid` there is no ID token to read. */
export function usesUserinfo({ scopes, user_profile_method: method }: ProviderConfiguration): boolean {
  return !scopes.includes('openid') || method === 'userinfo_endpoint'
}

/**
 * The discovery document under the configured issuer without its slashes, then what the file says instead. The issuer is
 * the document's own: a slash more or less in the file does not matter. Throws where Synapse finds the provider
 * unavailable. Source: _load_metadata and _validate_metadata in synapse/handlers/oidc.py, v1.163.2.
 */
export async function loadMetadata(gateway: Gateway, provider: ProviderConfiguration): Promise<Metadata> {
  const found: Partial<Metadata> = { issuer: provider.issuer }
  if (provider.discover) Object.assign(found, await discover(gateway, provider.issuer))
  const stated = {
    authorization_endpoint: provider.authorization_endpoint,
    token_endpoint: provider.token_endpoint,
    userinfo_endpoint: provider.userinfo_endpoint,
    jwks_uri: provider.jwks_uri,
    id_token_signing_alg_values_supported: provider.id_token_signing_alg_values_supported,
  }
  for (const [name, value] of Object.entries(stated)) if (value) Object.assign(found, { [name]: value })
  if (provider.pkce_method === 'always') found.code_challenge_methods_supported = ['S256']
  if (provider.pkce_method === 'never') delete found.code_challenge_methods_supported
  if (!provider.skip_verification) validate(found, provider)
  return found as Metadata
}

async function discover(gateway: Gateway, issuer: string): Promise<object> {
  const answer = await gateway.fetch(`${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`)
  if (!answer.ok) throw new Error(`${answer.status} from discovery`)
  return (await answer.json()) as object
}

function validate(found: Partial<Metadata>, provider: ProviderConfiguration): asserts found is Metadata {
  for (const name of ['issuer', 'authorization_endpoint', 'token_endpoint'] as const)
    if (!found[name]?.startsWith('https:')) throw new Error(`"${name}" MUST use "https" scheme`)
  const offers = (name: keyof Metadata, value: string) => {
    const offered = found[name]
    if (offered !== undefined && !offered.includes(value)) throw new Error(`"${value}" not in "${name}"`)
  }
  offers('token_endpoint_auth_methods_supported', authenticationOf(provider))
  offers('code_challenge_methods_supported', 'S256')
  offers('response_types_supported', 'code')
  if (usesUserinfo(provider) && !found.userinfo_endpoint)
    throw new Error('provider has no "userinfo_endpoint", even though it is required')
  if (!usesUserinfo(provider) && found.jwks_uri && !found.jwks_uri.startsWith('https:'))
    throw new Error('"jwks_uri" MUST use "https" scheme')
}
