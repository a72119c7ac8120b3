import { saysOn } from '../../plan/entered.ts'
import { hostOf } from '../../plan/hosts.ts'
import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf, statements } from '../../plan/read.ts'
import { type Given, givenIn, lastOf, writtenText, writtenTexts } from '../_shared/given.ts'
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
    enabled: enabled === undefined || saysOn(writtenText(enabled.value)),
    autoRegister: autoRegister === undefined || saysOn(writtenText(autoRegister.value)),
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

/** An address at which the reader opens Palmr; the redirect URI is made from it anew at each sign-in. */
export interface Opened {
  origin: string
  /** Null where the host is only declared, or only registered at the provider. */
  place: Place | null
}

/** Every origin under which the guide opens Palmr, the https ones first; a guide that never does still declares or registers it. */
export function openedAt(plan: Plan): Opened[] {
  const host = hostOf(plan, ['Palmr'])
  const named = (origin: string) =>
    host === null ? /palmr/i.test(origin) : new URL(origin).hostname === host
  const opened = factsOf(plan, 'url')
    .filter((fact) => fact.role !== 'provider')
    .flatMap((fact) =>
      originOf(writtenText(fact.value)).map((origin) => ({ origin, place: fact.value.place })),
    )
    .filter(({ origin }) => named(origin))
  if (opened.length > 0) {
    const origins = new Map(opened.toReversed().map((one) => [one.origin, one]))
    return [...origins.values()]
      .reverse()
      .sort((a, b) => Number(b.origin.startsWith('https:')) - Number(a.origin.startsWith('https:')))
  }
  if (host) return [{ origin: `https://${host}`, place: null }]
  const registered = statements(plan, 'provider')
    .flatMap((one) => writtenTexts(one.value))
    .filter(({ text }) => text.includes('/api/auth/providers/'))
    .flatMap(({ text }) => originOf(text))
  return registered.slice(0, 1).map((origin) => ({ origin, place: null }))
}

export function palmrOrigin(plan: Plan): string | null {
  return openedAt(plan)[0]?.origin ?? null
}

function originOf(text: string): string[] {
  return /^https?:\/\//.test(text) && URL.canParse(text) ? [new URL(text).origin] : []
}

export function callbackOf(origin: string, row: Row): string {
  return `${origin}/api/auth/providers/${row.name}/callback`
}
