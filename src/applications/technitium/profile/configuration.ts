import type { Place } from '../../../plan/place.ts'
import type { Plan } from '../../../plan/plan.ts'
import { type Bindings, UnboundName } from '../../../plan/value.ts'
import { Refused } from '../../../providers/contract.ts'
import { enteredText, type Given } from '../../_shared/given.ts'
import { addressesOf } from '../knowledge/addresses.ts'
import { requestedScopes } from '../knowledge/scopes.ts'
import { type Stated, statedIn } from '../knowledge/settings.ts'

/** What the server holds once the reader has saved everything. */
export interface Configuration {
  enabled: boolean
  authority: string
  clientId: string
  clientSecret: string
  metadataAddress: string
  scopes: string[]
  allowSignup: boolean
  mappedUsersOnly: boolean
  /** Remote group, letter by letter, to local group; null when the map is empty. */
  groupMap: ReadonlyMap<string, string> | null
  /** Headers that the reader's proxy sends, under their names in lower case. */
  announced: Readonly<Record<string, string>>
  ownTls: boolean
}

/** As installed. Source: AuthManager.cs, v15.2. */
export const initial: Configuration = {
  enabled: false,
  authority: '',
  clientId: '',
  clientSecret: '',
  metadataAddress: '',
  scopes: ['openid', 'profile', 'email'],
  allowSignup: false,
  mappedUsersOnly: true,
  groupMap: null,
  announced: {},
  ownTls: false,
}

/** Single sign-on takes effect only with all of these; without one it is inactive and says nothing. */
export function isActive({ enabled, authority, clientId, clientSecret }: Configuration): boolean {
  return enabled && authority !== '' && clientId !== '' && clientSecret !== ''
}

/** Enters the guide's settings. Throws `Refused` where the server refuses a value, `UnboundName` where nobody supplies it. */
export function enter(plan: Plan, bindings: Bindings, version: string): Configuration {
  const stated = statedIn(plan)
  const text = (field: string) => {
    const one = stated.of(field)
    return one ? limited(one, enteredText(one.value, bindings).trim()) : ''
  }
  const url = (field: string) => {
    const one = stated.of(field)
    return one ? address(text(field), one.place) : ''
  }
  return {
    enabled: entered(stated, 'sso_enabled', initial.enabled),
    authority: url('authority'),
    clientId: text('client_id'),
    clientSecret: secret(stated, bindings, text('client_secret')),
    metadataAddress: url('metadata_address'),
    scopes: requestedScopes(stated, version).map(({ scope }) => scope),
    allowSignup: entered(stated, 'allow_signup', initial.allowSignup),
    mappedUsersOnly: entered(stated, 'mapped_users_only', initial.mappedUsersOnly),
    groupMap: groupMap(stated),
    announced: { ...usual(plan, stated), ...announced(stated) },
    ownTls: entered(stated, 'web_https', initial.ownTls),
  }
}

/** The variable is read as .NET reads a boolean, a check box is on or off. */
function entered(stated: Stated, field: string, initially: boolean): boolean {
  const one = stated.of(field)
  const text = stated.text(field)?.trim()
  if (!one || text === undefined) return initially
  if (one.fact.kind === 'block') {
    if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
    throw new Refused(`String '${text}' was not recognized as a valid Boolean.`, one.place)
  }
  if (/^(on|true|yes|enabled?|checked)$/i.test(text)) return true
  if (/^(off|false|no|disabled?|unchecked)$/i.test(text)) return false
  throw new Refused(`**${one.label}** is a check box and cannot hold \`${text}\``, one.place)
}

function limited({ label, place }: Given, text: string): string {
  if (text.length <= 255) return text
  throw new Refused(`**${label}** takes at most 255 characters, got ${text.length}`, place)
}

function address(text: string, place: Place): string {
  if (text === '') return ''
  if (!URL.canParse(text)) {
    throw new Refused('Invalid URI: The format of the URI could not be determined.', place)
  }
  if (/^https?:$/.test(new URL(text).protocol)) return text
  throw new Refused('The address must begin with http:// or https://', place)
}

/** Twelve asterisks mean "as before", and there is no before. A secret in a file is its first line. */
function secret(stated: Stated, bindings: Bindings, typed: string): string {
  const file = stated.of('client_secret_file')
  if (!file || stated.of('client_secret')) return typed === '*'.repeat(12) ? '' : typed
  const { client_secret: content } = bindings
  if (content === undefined) throw new UnboundName('client_secret', file.place)
  return content
}

function groupMap({ rows }: Stated): Configuration['groupMap'] {
  const map = new Map<string, string>()
  for (const { remote, local, remotePlace } of rows) {
    if (map.has(remote)) {
      throw new Refused(`An item with the same key has already been added. Key: ${remote}`, remotePlace)
    }
    map.set(remote, local)
  }
  return map.size > 0 ? map : null
}

/** A proxy that the guide says nothing of is taken for one that tells the scheme, as most do by themselves. */
function usual(plan: Plan, stated: Stated): Configuration['announced'] {
  return addressesOf(plan, stated).unsaid ? { 'x-forwarded-proto': 'https' } : {}
}

function announced(stated: Stated): Configuration['announced'] {
  const names = { proto: 'forwarded_proto', host: 'forwarded_host', prefix: 'forwarded_prefix' }
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, field]) => {
      const text = stated.text(field)?.trim()
      return text ? [[`x-forwarded-${name}`, text]] : []
    }),
  )
}
