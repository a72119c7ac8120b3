import { atLeast } from './versions.ts'

/*
 * Scope mappings that authentik ships. Source: blueprints/system/providers-oauth2.yaml, 2024.12 to 2026.8.
 */

export interface StockMapping {
  name: string
  scope: string
  /** Top-level claims that it returns. */
  claims: string[]
  /** What the consent page says; empty where it says nothing. */
  description: string
}

const prefix = 'authentik default OAuth Mapping:'

export function stockMappings(version: string): StockMapping[] {
  const profile = ['name', 'given_name', 'preferred_username', 'nickname', 'groups']
  if (atLeast(version, '2026.8.0')) profile.push('family_name', 'picture')
  return [
    { name: `${prefix} OpenID 'openid'`, scope: 'openid', claims: [], description: '' },
    {
      name: `${prefix} OpenID 'email'`,
      scope: 'email',
      claims: ['email', 'email_verified'],
      description: 'Email address',
    },
    {
      name: `${prefix} OpenID 'profile'`,
      scope: 'profile',
      claims: profile,
      description: 'General Profile Information',
    },
    {
      name: `${prefix} Application Entitlements`,
      scope: 'entitlements',
      claims: ['entitlements', 'roles'],
      description: 'Application entitlements',
    },
    {
      name: `${prefix} OpenID 'offline_access'`,
      scope: 'offline_access',
      claims: [],
      description: 'Access to request new tokens without interaction',
    },
    {
      name: `${prefix} authentik API access`,
      scope: 'goauthentik.io/api',
      claims: [],
      description: 'authentik API Access on behalf of your user',
    },
  ]
}

/** Scopes whose stock mapping the form preselects. Source: web/src/admin/providers/oauth2/OAuth2ProviderFormHelpers.ts. */
export const preselectedScopes = ['openid', 'email', 'profile']
