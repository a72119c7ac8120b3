import { parse } from 'yaml'
import { z } from 'zod'
import { refusals } from './messages.ts'
import { compile } from './template.ts'

/*
 * What Synapse demands of the values before it starts. Source: synapse/config/oidc.py (OIDC_PROVIDER_CONFIG_SCHEMA and
 * _parse_oidc_config_dict), sso.py (SsoAttributeRequirement) and server.py, v1.163.2. Unknown keys pass everywhere.
 */

const template = z.string().refine((text) => compile(text) !== 'malformed', refusals.template)

const requirement = z.looseObject({
  attribute: z.string(),
  value: z.string().optional(),
  one_of: z.array(z.string()).optional(),
})

const mapping = z.looseObject({
  subject_claim: z.string().default('sub'),
  subject_template: template.optional(),
  localpart_template: template.optional(),
  display_name_template: template.optional(),
  email_template: template.optional(),
  confirm_localpart: z.boolean().default(false),
})

export const defaultMapper = 'synapse.handlers.oidc.JinjaOidcMappingProvider'

const provider = z
  .looseObject({
    idp_id: z
      .string()
      .min(1)
      .max(250)
      .regex(/^[A-Za-z0-9._~-]+$/),
    idp_name: z.string(),
    idp_brand: z
      .string()
      .regex(/^[a-z][a-z0-9_.-]*$/)
      .optional(),
    discover: z.boolean().default(true),
    issuer: z.string(),
    client_id: z.string(),
    client_secret: z.string().optional(),
    client_secret_path: z.string().optional(),
    client_auth_method: z.enum(['client_secret_basic', 'client_secret_post', 'none']).optional(),
    pkce_method: z.enum(['auto', 'always', 'never']).default('auto'),
    id_token_signing_alg_values_supported: z.array(z.string()).optional(),
    scopes: z.array(z.string()).default(['openid']),
    authorization_endpoint: z.string().optional(),
    token_endpoint: z.string().optional(),
    userinfo_endpoint: z.string().optional(),
    jwks_uri: z.string().optional(),
    skip_verification: z.boolean().default(false),
    backchannel_logout_enabled: z.boolean().default(false),
    user_profile_method: z.enum(['auto', 'userinfo_endpoint']).default('auto'),
    redirect_uri: z.string().nullish(),
    allow_existing_users: z.boolean().default(false),
    enable_registration: z.boolean().default(true),
    user_mapping_provider: z
      .looseObject({ module: z.string().default(defaultMapper), config: mapping.prefault({}) })
      .prefault({}),
    attribute_requirements: z.array(requirement).default([]),
  })
  .superRefine((given, context) => {
    if (given.client_secret !== undefined && given.client_secret_path !== undefined)
      context.addIssue({ code: 'custom', path: ['client_secret'], message: refusals.twoSecrets })
    const secret = given.client_secret ?? given.client_secret_path ?? given.client_secret_jwt_key
    if (secret === undefined && given.client_auth_method !== undefined && given.client_auth_method !== 'none')
      context.addIssue({ code: 'custom', path: ['client_auth_method'], message: refusals.noSecret })
  })

const file = z.looseObject({
  server_name: z.string().optional(),
  public_baseurl: z.string().optional(),
  oidc_providers: z.array(provider).nullish(),
})

export type Configuration = z.infer<typeof file>
export type ProviderConfiguration = z.infer<typeof provider>

/** Why Synapse does not start, and the key to blame: `oidc_providers[0].issuer`. */
export interface Unacceptable {
  key: string
  message: string
}

/** Reads the texts as the files that `--config-path` names one after the other: later top-level keys win. */
export function readConfiguration(texts: readonly string[]): Configuration | Unacceptable[] {
  const whole: Record<string, unknown> = {}
  for (const text of texts) Object.assign(whole, parse(text, { logLevel: 'silent', uniqueKeys: false }))
  const read = file.safeParse(whole)
  if (read.success) return read.data
  return read.error.issues.map(({ path, message }) => ({
    key: path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .slice(1),
    message,
  }))
}

export function isAcceptable(read: Configuration | Unacceptable[]): read is Configuration {
  return !Array.isArray(read)
}

/** Without a secret the client is a public one (_parse_oidc_config_dict). */
export function authenticationOf(given: {
  client_secret?: unknown
  client_secret_path?: unknown
  client_secret_jwt_key?: unknown
  client_auth_method?: ProviderConfiguration['client_auth_method']
}): 'client_secret_basic' | 'client_secret_post' | 'none' {
  const secret = given.client_secret ?? given.client_secret_path ?? given.client_secret_jwt_key
  return given.client_auth_method ?? (secret === undefined ? 'none' : 'client_secret_basic')
}

/** Synapse adds the slash where it is missing (server.py). */
export function baseOf(publicBaseUrl: string): string {
  return publicBaseUrl.endsWith('/') ? publicBaseUrl : `${publicBaseUrl}/`
}

export const callbackPath = '_synapse/client/oidc/callback'
