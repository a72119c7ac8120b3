import { readSettings } from '../../python/assignments.ts'
import { Code, plain } from '../../python/literal.ts'
import { errors, refusals, tell } from './messages.ts'

/** One entry of `OAUTH2_CONFIG`; keys are written as in the file. */
export type ProviderConfiguration = Readonly<Record<string, unknown>>

/** What pgAdmin runs with, of what decides about signing in. Source: config.py, v9.18. */
export interface Configuration {
  sources: unknown[]
  autoCreate: boolean
  providers: ProviderConfiguration[]
  /** Every setting of the file; a later one of the same name has won. */
  settings: Readonly<Record<string, unknown>>
}

/** Why the process ends while it starts, and where: number of the text, and of its line, of which the first is 1. */
export interface Unacceptable {
  message: string
  text: number
  line: number
}

/** Settings that must be truth values (validate_config_variable in evaluate_config.py, v9.18). */
const booleans = ['SERVER_MODE', 'ENHANCED_COOKIE_PROTECTION', 'MASTER_PASSWORD_REQUIRED']

/** What readers write who think of other languages, and what Python calls a name. */
const foreign = /^(?:true|false|null|none|undefined)$/

/** Reads the texts as one file, each below the one before. */
export function readConfiguration(texts: readonly string[]): Configuration | Unacceptable {
  const settings: Record<string, unknown> = {}
  for (const [text, source] of texts.entries()) {
    const { assignments, fault } = readSettings(source)
    const line = (at: number) => source.slice(0, at).split('\n').length
    if (fault) return { message: tell(refusals.syntax, fault.reason), text, line: line(fault.from) }
    for (const { name, value } of assignments) {
      const read = plain(value, source)
      const unknown = codeIn(read).find((code) => foreign.test(code.text))
      if (unknown) {
        const at = source.indexOf(unknown.text, value.from)
        return { message: tell(refusals.name, unknown.text), text, line: line(at) }
      }
      if (booleans.includes(name) && typeof read !== 'boolean' && !(read instanceof Code))
        return { message: tell(refusals.boolean, name, JSON.stringify(read)), text, line: line(value.from) }
      settings[name] = read
    }
  }
  const { AUTHENTICATION_SOURCES: sources = ['internal'], OAUTH2_CONFIG: providers = [] } = settings
  return {
    sources: Array.isArray(sources) ? sources : [],
    autoCreate: settings.OAUTH2_AUTO_CREATE_USER !== false,
    providers: Array.isArray(providers) ? providers.filter(isEntry) : [],
    settings,
  }
}

export function isAcceptable(read: Configuration | Unacceptable): read is Configuration {
  return 'settings' in read
}

function isEntry(value: unknown): value is ProviderConfiguration {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Code)
}

/** Expressions anywhere in a value. */
export function codeIn(value: unknown): Code[] {
  if (value instanceof Code) return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(codeIn) : []
}

/** Text of a key; nothing where it is absent or `None`. */
export function textIn(provider: ProviderConfiguration, key: string): string | undefined {
  const value = provider[`OAUTH2_${key}`]
  return value === undefined || value === null ? undefined : String(value)
}

export interface Misconfigured {
  /** What the button answers. */
  message: string
  /** The key to blame, without its prefix. */
  key: string
}

/** Why nobody can sign in with any provider of the list, which is looked at when a button is pressed (OAuth2Authentication.__init__). */
export function misconfigured(providers: readonly ProviderConfiguration[]): Misconfigured | null {
  for (const provider of providers) {
    const name = textIn(provider, 'NAME')
    if (!('OAUTH2_NAME' in provider)) return { message: tell(errors.noKey, 'OAUTH2_NAME'), key: 'NAME' }
    const pkce = textIn(provider, 'CHALLENGE_METHOD') && textIn(provider, 'RESPONSE_TYPE') === 'code'
    if (isPublic(provider) && !pkce)
      return { message: tell(errors.noSecret, name ?? 'None'), key: 'CLIENT_SECRET' }
    if (!('OAUTH2_CLIENT_ID' in provider))
      return { message: tell(errors.noKey, 'OAUTH2_CLIENT_ID'), key: 'CLIENT_ID' }
  }
  return null
}

/** Without a secret, or with a blank one, it identifies itself by its ID alone. */
export function isPublic(provider: ProviderConfiguration): boolean {
  return (textIn(provider, 'CLIENT_SECRET') ?? '').trim() === ''
}

/** With a discovery document it is an OpenID Connect client, else one of OAuth 2.0 (_is_oidc_provider). */
export function isOpenId(provider: ProviderConfiguration): boolean {
  return textIn(provider, 'SERVER_METADATA_URL') !== undefined
}

/** The provider's key says otherwise, also with `None`: then no scope is sent. */
export function scopeOf(provider: ProviderConfiguration): string | undefined {
  return 'OAUTH2_SCOPE' in provider ? textIn(provider, 'SCOPE') : 'email profile'
}

/** What pgAdmin can be told to sign people in by (pgadmin/utils/constants.py, v9.18). */
export const knownSources = ['internal', 'ldap', 'kerberos', 'oauth2', 'webserver']
