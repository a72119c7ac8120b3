import { type Located, locatedIn, switchIn } from '../../plan/entered.ts'
import type { RegisteredRedirect } from '../../plan/knowledge.ts'
import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf, leaves, objectsOf, type PlanObject, type Statement } from '../../plan/read.ts'
import type { Value } from '../../plan/value.ts'
import { preselectedScopes, type StockMapping, stockMappings } from './mappings.ts'
import { slugify } from './slug.ts'
import { vocabulary } from './vocabulary/index.ts'

/** What the guide sets up at authentik, with the wizard's own defaults where it is silent. */
export interface Setup {
  /** Null where the guide names none. */
  applicationName: Located | null
  /** As entered; null: the wizard derives it from the name. */
  slug: Located | null
  model: string
  isPublic: boolean
  clientId: Located | null
  clientSecret: Located | null
  redirects: EnteredRedirect[]
  logoutRedirects: EnteredRedirect[]
  /** The wizard preselects the self-signed certificate. */
  signingKey: Located | 'preselected' | 'none'
  explicitConsent: boolean
  subjectMode: string
  issuerMode: 'per_provider' | 'global'
  includeClaims: boolean
  /** Where the guide decides about it. */
  includeClaimsPlace: Place | null
  /** Seconds. */
  lifetimes: { code: number; accessToken: number; refreshToken: number }
  /** The same durations as the guide writes them; null where it is silent. */
  validities: Record<'code' | 'accessToken' | 'refreshToken', Located | null>
  /** Durations that authentik cannot read. */
  unreadable: Located[]
  /** Empty where the guide says nothing. */
  grantTypes: Located[]
  /** Selected Scopes: the preselected ones, and those that the guide adds. */
  selected: SelectedMapping[]
  /** Names among Selected Scopes that neither authentik ships nor the guide makes. */
  unknownMappings: Located[]
  mappings: GuideMapping[]
  entitlements: Located[]
  groups: Located[]
  /** Groups that bindings of the application let in; empty: everybody. */
  allowedGroups: Located[]
  /** Where the provider is described, for what is missing there. */
  place: Place | null
}

export type EnteredRedirect = RegisteredRedirect & { value: Value }

/** A scope mapping that the guide makes. */
export interface GuideMapping {
  name: Located
  scope: Located
  expression: Located
}

export type SelectedMapping =
  | { kind: 'stock'; mapping: StockMapping; place: Place | null }
  | { kind: 'own'; mapping: GuideMapping; place: Place }

export function readSetup(plan: Plan, version: string): Setup {
  const clients = objectsOf(plan, 'provider', 'client')
  const client = (name: string) => clients.flatMap((one) => one.fields.get(name) ?? [])
  const [application] = objectsOf(plan, 'provider', 'application')
  const mappings = objectsOf(plan, 'provider', 'scope_mapping').flatMap(guideMapping)
  const redirects = client('redirect_uris').flatMap(redirectsOf)
  return {
    applicationName: last(application?.fields.get('name')),
    slug: last(application?.fields.get('slug')),
    model: chosen(client('model').at(-1), 'client', 'model') ?? 'oauth2',
    isPublic: chosen(client('client_type').at(-1), 'client', 'client_type') === 'public',
    clientId: last(client('client_id')),
    clientSecret: last(client('client_secret')),
    redirects: redirects.filter((one) => !one.logout).map((one) => one.redirect),
    logoutRedirects: redirects.filter((one) => one.logout).map((one) => one.redirect),
    signingKey: signingKey(client('signing_key').at(-1)),
    explicitConsent:
      chosen(client('authorization_flow').at(-1), 'client', 'authorization_flow') === 'explicit',
    subjectMode: chosen(client('sub_mode').at(-1), 'client', 'sub_mode') ?? 'hashed_user_id',
    issuerMode:
      chosen(client('issuer_mode').at(-1), 'client', 'issuer_mode') === 'global' ? 'global' : 'per_provider',
    includeClaims: switchIn(client('include_claims_in_id_token').at(-1)) ?? true,
    includeClaimsPlace: client('include_claims_in_id_token').at(-1)?.valuePlace ?? null,
    ...lifetimes({
      code: last(client('access_code_validity')),
      accessToken: last(client('access_token_validity')),
      refreshToken: last(client('refresh_token_validity')),
    }),
    grantTypes: locatedIn(client('grant_types')),
    ...selectedMappings(locatedIn(client('property_mappings')), mappings, version),
    mappings,
    entitlements: namesOf(plan, 'entitlement'),
    groups: namesOf(plan, 'group'),
    allowedGroups: objectsOf(plan, 'provider', 'binding').flatMap((one) =>
      locatedIn(one.fields.get('group') ?? []),
    ),
    place: clients[0]?.given[0]?.place ?? null,
  }
}

function namesOf(plan: Plan, kind: string): Located[] {
  return objectsOf(plan, 'provider', kind).flatMap((one) => locatedIn(one.fields.get('name') ?? []))
}

function guideMapping({ fields }: PlanObject): GuideMapping[] {
  const [name, scope] = [last(fields.get('name')), last(fields.get('scope_name'))]
  const statement = (fields.get('expression') ?? []).at(-1)
  const expression = statement?.fact.kind === 'expression' ? statement : undefined
  const text =
    expression?.value.kind === 'literal' ? expression.value.text : last(statement && [statement])?.text
  if (!statement || text === undefined) return []
  const place = statement.valuePlace
  const literally = (written: string): Located => ({
    text: written,
    place,
    value: { kind: 'literal', text: written, place },
  })
  return [{ name: name ?? literally(''), scope: scope ?? literally(''), expression: literally(text) }]
}

function redirectsOf(given: Statement): Array<{ redirect: EnteredRedirect; logout: boolean }> {
  const says = (word: RegExp) => given.qualifiers.some((qualifier) => word.test(qualifier))
  const mode = says(/^regex$/i) ? 'regex' : 'exact'
  const logout = says(/logout/i)
  return locatedIn([given]).map(({ text, place, value }) => ({
    redirect: { mode, uri: text, place, value },
    logout,
  }))
}

/** `Selected Scopes` names mappings; guides also write the bare scope of a shipped one. */
function selectedMappings(
  named: readonly Located[],
  own: readonly GuideMapping[],
  version: string,
): Pick<Setup, 'selected' | 'unknownMappings'> {
  const stock = stockMappings(version)
  const selected: SelectedMapping[] = []
  const unknownMappings: Located[] = []
  for (const name of named) {
    const mine = own.find((mapping) => mapping.name.text === name.text)
    const shipped = stock.find((mapping) => mapping.name === name.text || mapping.scope === name.text)
    if (mine) selected.push({ kind: 'own', mapping: mine, place: name.place })
    else if (shipped) selected.push({ kind: 'stock', mapping: shipped, place: name.place })
    else unknownMappings.push(name)
  }
  const has = (mapping: StockMapping) =>
    selected.some((one) => one.kind === 'stock' && one.mapping === mapping)
  const preselected = stock.filter((mapping) => preselectedScopes.includes(mapping.scope) && !has(mapping))
  return {
    selected: [
      ...preselected.map((mapping) => ({ kind: 'stock' as const, mapping, place: null })),
      ...selected,
    ],
    unknownMappings,
  }
}

function signingKey(given: Statement | undefined): Setup['signingKey'] {
  const [leaf] = given ? leaves(given.value) : []
  if (!leaf) return 'preselected'
  if (
    /^($|-+|(none|empty|leave (it )?(blank|empty)|no key|no signing key|do not select)\b)/i.test(
      leaf.text.trim(),
    )
  )
    return 'none'
  if (leaf.kind === 'choice') return 'preselected'
  return { text: leaf.text, place: leaf.place, value: leaf }
}

/** The value of the vocabulary's choice that the guide names; null for none that it knows. */
function chosen(given: Statement | undefined, object: string, field: string): string | null {
  const [leaf] = given ? leaves(given.value) : []
  if (!leaf) return null
  const text = leaf.text.trim().toLowerCase()
  const choices = vocabulary.labels.flatMap((label) =>
    label.object === object && label.field === field ? (label.choices ?? []) : [],
  )
  const found = choices.find((choice) =>
    [choice.text, choice.value, ...(choice.aliases ?? [])].some(
      (spelling) => spelling.toLowerCase() === text,
    ),
  )
  return found?.value ?? null
}

/** The form's own durations, in seconds: a minute, five minutes, thirty days. */
const standard: Setup['lifetimes'] = { code: 60, accessToken: 300, refreshToken: 30 * 86_400 }

function lifetimes(
  given: Record<keyof Setup['lifetimes'], Located | null>,
): Pick<Setup, 'lifetimes' | 'validities' | 'unreadable'> {
  const read = (name: keyof Setup['lifetimes']) => given[name] && duration(given[name].text)
  const names = Object.keys(standard) as Array<keyof Setup['lifetimes']>
  return {
    lifetimes: {
      code: read('code') ?? standard.code,
      accessToken: read('accessToken') ?? standard.accessToken,
      refreshToken: read('refreshToken') ?? standard.refreshToken,
    },
    validities: given,
    unreadable: names.flatMap((name) => (given[name] && read(name) === null ? [given[name]] : [])),
  }
}

/** `hours=1;minutes=30`, in seconds; null for what authentik cannot read. */
function duration(text: string): number | null {
  const units: Record<string, number> = { weeks: 604_800, days: 86_400, hours: 3600, minutes: 60, seconds: 1 }
  const parts = text.split(';').map((part) => part.trim().split('='))
  const seconds = parts.map(
    ([unit = '', amount = 'none']) => (units[unit.trim()] ?? Number.NaN) * Number(amount),
  )
  const sum = seconds.reduce((a, b) => a + b, 0)
  return Number.isNaN(sum) ? null : sum
}

function last(given: readonly Statement[] | undefined): Located | null {
  return locatedIn(given ?? []).at(-1) ?? null
}

/** Slugs that addresses of this guide may have: the token that it notes, the one it sets, the one that the wizard derives. */
export function slugsOf(plan: Plan, setup: Setup, version: string): string[] {
  const noted = factsOf(plan, 'capture').some((fact) => fact.name === 'application_slug')
  const entered = setup.slug
    ? [setup.slug.text]
    : setup.applicationName
      ? [slugify(setup.applicationName.text, version)]
      : []
  return noted ? ['<application_slug>', ...entered] : entered.length > 0 ? entered : ['<application_slug>']
}
