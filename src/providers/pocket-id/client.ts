import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import { capturesOf, factsOf, lastOf, objectsOf, type Statement } from '../../plan/read.ts'
import type { Value } from '../../plan/value.ts'
import { minorOf } from './versions.ts'

/** What the guide sets up at Pocket ID, with the form's own defaults where it is silent. */
export interface Registration {
  name: string
  /** Null: Pocket ID makes a UUID. */
  clientId: Located | null
  callbackUrls: Located[]
  logoutCallbackUrls: Located[]
  isPublic: boolean
  pkceEnabled: boolean
  parRequired: boolean
  skipConsent: boolean
  reauthentication: boolean
  /** The form restricts a new client: without allowed groups it admits nobody. */
  restricted: boolean
  allowedGroups: Located[]
  groups: Located[]
  customClaims: Array<{ key: string; value: string; place: Place }>
  /** Whether the reader ends up with a secret. */
  secret: 'made' | 'missing' | 'none'
  /** Where the client is described, for what is missing there. */
  place: Place | null
}

export interface Located {
  text: string
  place: Place
}

/** Reads the provider's side of the plan as the form would be filled in. */
export function readRegistration(plan: Plan, version: string): Registration {
  const given = objectsOf(plan, 'provider', 'client').flatMap((client) => client.given)
  const isPublic = isOn(lastOf(given, 'public'), false)
  return {
    name: text(lastOf(given, 'name')?.value),
    clientId: located(lastOf(given, 'client_id')?.value)[0] ?? null,
    callbackUrls: all(given, 'callback_urls'),
    logoutCallbackUrls: all(given, 'logout_callback_urls'),
    isPublic,
    // A public client always has PKCE: backend/internal/dto/oidc_dto.go, v2.14.0.
    pkceEnabled: isPublic || isOn(lastOf(given, 'pkce'), false),
    parRequired: isOn(lastOf(given, 'par_required'), false),
    skipConsent: isOn(lastOf(given, 'skip_consent'), false),
    reauthentication: isOn(lastOf(given, 'reauthentication'), false),
    restricted: isRestricted(plan, version),
    allowedGroups: all(given, 'allowed_groups'),
    groups: objectsOf(plan, 'provider', 'group').flatMap((group) => all(group.given, 'name')),
    customClaims: customClaims(plan),
    secret: isPublic ? 'none' : secretOf(plan, version),
    place: given[0]?.place ?? null,
  }
}

/** From v2.0 the form sends `isGroupRestricted: true`; the button takes it off again. */
function isRestricted(plan: Plan, version: string): boolean {
  if (Number(version.split('.')[0]) < 2) return false
  return !clicks(plan, 'Unrestrict')
}

/** v2.14 to v2.16 make no secret on save; before and after them saving does. */
function secretOf(plan: Plan, version: string): Registration['secret'] {
  const minor = minorOf(version)
  const madeOnSave = minor < 14 || minor >= 17
  if (madeOnSave || clicks(plan, 'Add client secret')) return 'made'
  return capturesOf(plan, 'provider').some((capture) => capture.name === 'client_secret') ? 'missing' : 'none'
}

function clicks(plan: Plan, label: string): boolean {
  return factsOf(plan, 'action').some((action) => action.side === 'provider' && action.label === label)
}

function customClaims(plan: Plan): Registration['customClaims'] {
  return objectsOf(plan, 'provider', 'custom_claim').flatMap(({ given }) => {
    const key = lastOf(given, 'key')
    return key
      ? [{ key: text(key.value), value: text(lastOf(given, 'value')?.value), place: key.valuePlace }]
      : []
  })
}

function all(given: readonly Statement[], field: string): Located[] {
  return given
    .filter((statement) => statement.field === field)
    .flatMap((statement) => located(statement.value))
}

function located(value: Value | undefined): Located[] {
  if (value === undefined || value.kind === 'choice') return []
  if (value.kind === 'list') return value.items.flatMap(located)
  if (value.kind === 'map') return value.entries.flatMap((entry) => located(entry.from))
  return [{ text: value.text, place: value.place }]
}

function text(value: Value | undefined): string {
  return located(value)[0]?.text ?? ''
}

function isOn(statement: Statement | undefined, standard: boolean): boolean {
  if (!statement) return standard
  const word = statement.value.kind === 'choice' ? statement.value.text : text(statement.value)
  return /^(on|true|yes|enabled?|checked)\b/i.test(word.trim())
}
