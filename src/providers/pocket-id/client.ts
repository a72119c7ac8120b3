import { type Located, locatedIn, switchIn } from '../../plan/entered.ts'
import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import { captures, factsOf, objectsOf, type PlanObject } from '../../plan/read.ts'
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
  groups: Group[]
  customClaims: Array<{ key: string; value: string; place: Place }>
  /** Whether the reader ends up with a secret. */
  secret: 'made' | 'missing' | 'none'
  /** Where the client is described, for what is missing there. */
  place: Place | null
}

/** A group by its name, which tokens have. */
export interface Group extends Located {
  /** What lists show; the form wants one. */
  friendlyName: string
}

/** Reads the provider's side of the plan as the form would be filled in. */
export function readRegistration(plan: Plan, version: string): Registration {
  const clients = objectsOf(plan, 'provider', 'client')
  const field = (name: string) => clients.flatMap((client) => client.fields.get(name) ?? [])
  const isPublic = switchIn(field('public').at(-1)) === true
  return {
    name: locatedIn(field('name'))[0]?.text ?? '',
    clientId: locatedIn(field('client_id'))[0] ?? null,
    callbackUrls: locatedIn(field('callback_urls')),
    logoutCallbackUrls: locatedIn(field('logout_callback_urls')),
    isPublic,
    // A public client always has PKCE: backend/internal/dto/oidc_dto.go, v2.14.0.
    pkceEnabled: isPublic || switchIn(field('pkce').at(-1)) === true,
    parRequired: switchIn(field('par_required').at(-1)) === true,
    skipConsent: switchIn(field('skip_consent').at(-1)) === true,
    reauthentication: switchIn(field('reauthentication').at(-1)) === true,
    restricted: isRestricted(plan, version),
    allowedGroups: locatedIn(field('allowed_groups')),
    groups: objectsOf(plan, 'provider', 'group').flatMap(groupsIn),
    customClaims: objectsOf(plan, 'provider', 'custom_claim').flatMap(customClaim),
    secret: isPublic ? 'none' : secretOf(plan, version),
    place: clients[0]?.given[0]?.place ?? null,
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
  return captures(plan).has('client_secret') ? 'missing' : 'none'
}

function clicks(plan: Plan, label: string): boolean {
  return factsOf(plan, 'action').some((action) => action.side === 'provider' && action.label === label)
}

function groupsIn({ fields }: PlanObject): Group[] {
  const [friendly] = locatedIn(fields.get('friendly_name') ?? [])
  return locatedIn(fields.get('name') ?? []).map((name) => ({
    ...name,
    friendlyName: friendly?.text ?? name.text,
  }))
}

function customClaim({ fields }: PlanObject): Registration['customClaims'] {
  const [key] = locatedIn(fields.get('key') ?? [])
  const [value] = locatedIn(fields.get('value') ?? [])
  return key ? [{ key: key.text, value: value?.text ?? '', place: key.place }] : []
}
