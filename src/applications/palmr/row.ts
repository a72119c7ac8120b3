import { hostOf } from '../../plan/hosts.ts'
import type { Plan } from '../../plan/plan.ts'
import { type Given, givenIn, isOn, lastOf, writtenText } from '../_shared/given.ts'
import { type BuiltInRow, builtInRows, rowOfProvider } from './rows.ts'

/** The row of **Authentication Providers** that the guide fills in. */
export interface Row {
  /** Null for a provider of one's own. */
  builtIn: BuiltInRow | null
  /** Part of the redirect URI: lower case, blanks as hyphens (use-auth-providers.ts:86). */
  name: string
  /** What the guide enters, by field; of built-in rows the form sends more than the server keeps. */
  given: (field: RowField) => Given | undefined
  written: (field: RowField) => string
  type: 'oidc' | 'oauth2'
  autoRegister: boolean
  /** A row is off at first; a guide that does not speak of its switch is taken to mean that it is switched on. */
  enabled: boolean
  all: Given[]
}

export type RowField =
  | 'provider_name'
  | 'display_name'
  | 'type'
  | 'configuration_method'
  | 'provider_url'
  | 'client_id'
  | 'client_secret'
  | 'scope'
  | 'auto_register'
  | 'admin_email_domains'
  | 'authorization_endpoint'
  | 'token_endpoint'
  | 'userinfo_endpoint'
  | 'enabled'

/** Null when the guide's provider has no row and the guide makes none. */
export function rowOf(plan: Plan): Row | null {
  const all = givenIn(plan)
  const given = (field: RowField) => lastOf(all, field)
  const written = (field: RowField) => {
    const found = given(field)
    return found ? writtenText(found.value) : ''
  }
  const own = given('provider_name')
  const builtIn = own ? null : (builtInRows.find((row) => row.name === rowOfProvider[plan.provider]) ?? null)
  if (!own && !builtIn) return null
  const [autoRegister, enabled] = [given('auto_register'), given('enabled')]
  return {
    builtIn,
    name: builtIn?.name ?? written('provider_name').toLowerCase().replace(/\s+/g, '-'),
    given,
    written,
    type: builtIn?.type ?? (/oauth ?2/i.test(written('type')) ? 'oauth2' : 'oidc'),
    enabled: enabled === undefined || isOn(writtenText(enabled.value)),
    autoRegister: autoRegister === undefined || isOn(writtenText(autoRegister.value)),
    all,
  }
}

/** Scopes as they go out: a built-in row keeps its own whatever the form says (controller.ts:18-26, 111-121). */
export function scopesOf(row: Row, entered: string): string[] {
  return (row.builtIn?.scope ?? (entered || 'openid profile email'))
    .split(' ')
    .filter((scope) => scope.trim())
}

/** Absolute addresses stay; a path is appended to the Provider URL minus one slash (service.ts:140-152). */
export function joined(endpoint: string, providerUrl: string): string {
  if (/^https?:\/\//.test(endpoint)) return endpoint
  return `${providerUrl.replace(/\/$/, '')}${endpoint.startsWith('/') ? '' : '/'}${endpoint}`
}

/**
 * Where the reader opens Palmr, from the application's side of the guide: an address with that host, else the
 * placeholder; a guide that names neither still registers a redirect URI.
 */
export function palmrOrigin(plan: Plan): string | null {
  const host = hostOf(plan, ['Palmr'])
  const opened = plan.facts.flatMap((fact) =>
    fact.kind === 'url' && fact.role !== 'provider' ? originOf(writtenText(fact.value)) : [],
  )
  const named = opened.find((origin) =>
    host === null ? /palmr/i.test(origin) : new URL(origin).hostname === host,
  )
  if (named) return named
  if (host) return `https://${host}`
  const registered = plan.facts.flatMap((fact) =>
    fact.kind === 'setting' &&
    fact.side === 'provider' &&
    writtenText(fact.value).includes('/api/auth/providers/')
      ? originOf(writtenText(fact.value))
      : [],
  )
  return registered[0] ?? null
}

function originOf(text: string): string[] {
  return /^https?:\/\//.test(text) && URL.canParse(text) ? [new URL(text).origin] : []
}

export function callbackOf(origin: string, row: Row): string {
  return `${origin}/api/auth/providers/${row.name}/callback`
}
