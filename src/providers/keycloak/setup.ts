import { type Located, locatedIn, switchIn } from '../../plan/entered.ts'
import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import { objectsOf, type PlanObject, type Statement } from '../../plan/read.ts'
import type { Targets } from './dialect/realm.ts'
import { valueOfChoice } from './read.ts'
import { atLeast } from './versions.ts'

/** What the guide sets up in a realm, with the console's own defaults where it is silent. */
export interface Setup {
  client: ClientSetup
  scopes: ScopeSetup[]
  mappers: MapperSetup[]
  groups: Located[]
}

export interface ClientSetup {
  /** Where the client is first described; null where the guide makes none. */
  place: Place | null
  clientId: Located | null
  type: 'openid-connect' | 'saml'
  /** "Client authentication"; the wizard starts with Off (source: NewClientForm, 26.7). */
  confidential: boolean
  standardFlow: boolean
  redirectUris: Located[]
  logoutRedirectUris: Located[]
  webOrigins: Located[]
  rootUrl: Located | null
  consentRequired: boolean
  parRequired: boolean
  pkceMethod: 'plain' | 'S256' | null
  authenticator: string
  /** The statement of a field, for problems. */
  given(field: string): Statement | undefined
}

export interface ScopeSetup {
  name: Located
  inTokenScope: boolean
  /** How the client gets it; null: not at all. */
  assigned: 'default' | 'optional' | null
}

export interface MapperSetup {
  kind: string
  /** The client scope that has it; null: the client's own, dedicated scope. */
  scope: string | null
  claim: Located | null
  /** On in a new mapper (recorded run: the console sends it, the REST default is off). */
  fullPath: boolean
  audience: Located | null
  value: Located | null
  targets: Targets
  place: Place
  /** The statement of a field. */
  given(field: string): Statement | undefined
}

export function readSetup(plan: Plan, version: string): Setup {
  const client = readClient(plan, version)
  const scopes = objectsOf(plan, 'provider', 'client_scope').flatMap((one) => readScope(plan, one))
  return {
    client,
    scopes,
    mappers: objectsOf(plan, 'provider', 'mapper').flatMap((one) => readMapper(plan, one, scopes)),
    groups: objectsOf(plan, 'provider', 'group').flatMap((one) => locatedIn(one.fields.get('name'))),
  }
}

function readClient(plan: Plan, version: string): ClientSetup {
  const clients = objectsOf(plan, 'provider', 'client')
  const all = (field: string) => clients.flatMap((client) => client.fields.get(field) ?? [])
  const given = (field: string) => all(field).at(-1)
  const on = (field: string, byDefault: boolean) => switchIn(given(field)) ?? byDefault
  const last = (field: string) => locatedIn(all(field)).at(-1) ?? null
  return {
    place: clients[0]?.given[0]?.place ?? null,
    clientId: last('client_id'),
    type: valueOfChoice(given('protocol'), 'client', 'protocol') === 'saml' ? 'saml' : 'openid-connect',
    confidential: on('confidential', false),
    standardFlow: on('standard_flow', true),
    redirectUris: locatedIn(all('redirect_uris')),
    logoutRedirectUris: locatedIn(all('logout_redirect_uris')),
    webOrigins: locatedIn(all('web_origins')),
    rootUrl: last('root_url'),
    consentRequired: on('consent_required', false),
    parRequired: on('par_required', false),
    pkceMethod: pkceMethod(given('require_pkce'), given('pkce_method'), version),
    authenticator:
      valueOfChoice(given('client_authenticator'), 'client', 'client_authenticator') ?? 'client-secret',
    given,
  }
}

/** Since 26.6 a switch requires PKCE and starts with S256 (source: CapabilityConfig); before, choosing a method did. */
function pkceMethod(
  required: Statement | undefined,
  method: Statement | undefined,
  version: string,
): ClientSetup['pkceMethod'] {
  const chosen = valueOfChoice(method, 'client', 'pkce_method') === 'plain' ? 'plain' : 'S256'
  if (atLeast(version, '26.6')) return (switchIn(required) ?? false) ? chosen : null
  return method ? chosen : null
}

function readScope(plan: Plan, scope: PlanObject): ScopeSetup[] {
  const name = locatedIn(scope.fields.get('name')).at(-1)
  if (!name) return []
  const type = valueOfChoice(scope.fields.get('assigned_type')?.at(-1), 'client_scope', 'assigned_type')
  return [
    {
      name,
      inTokenScope: switchIn(scope.fields.get('in_token_scope')?.at(-1)) ?? true,
      assigned: assignment(plan, type),
    },
  ]
}

/** An "Assigned type" counts for clients made later; "Add client scope" gives it to this one. */
function assignment(plan: Plan, type: string | null): ScopeSetup['assigned'] {
  const actions = plan.facts.filter((fact) => fact.kind === 'action' && fact.side === 'provider')
  const added = actions.findIndex((fact) => fact.kind === 'action' && fact.label === 'Add client scope')
  const how = actions
    .slice(added + 1)
    .find((fact) => fact.kind === 'action' && ['Default', 'Optional'].includes(fact.label))
  if (added >= 0) return how?.kind === 'action' && how.label === 'Optional' ? 'optional' : 'default'
  const clientFirst = kindsInOrder(plan).indexOf('client') < kindsInOrder(plan).indexOf('client_scope')
  if (clientFirst) return null
  return type === 'default' || type === 'optional' ? type : null
}

const kindsInOrder = (plan: Plan) =>
  plan.facts.flatMap((fact) =>
    fact.kind === 'setting' && fact.side === 'provider' ? [fact.object.kind] : [],
  )

function readMapper(plan: Plan, mapper: PlanObject, scopes: readonly ScopeSetup[]): MapperSetup[] {
  const [first] = mapper.given
  if (!first) return []
  const last = (field: string) => locatedIn(mapper.fields.get(field)).at(-1) ?? null
  const on = (field: string, byDefault: boolean) => switchIn(mapper.fields.get(field)?.at(-1)) ?? byDefault
  const kind = kindOf(mapper, objectsOf(plan, 'provider', 'group').length > 0)
  return [
    {
      kind,
      scope: ownerOf(plan, mapper, scopes),
      claim: last('claim'),
      fullPath: on('full_path', true),
      audience: last('client_audience') ?? last('custom_audience'),
      value: last('value'),
      targets: {
        // An audience mapper leaves the ID token alone unless it is told otherwise (source: AudienceProtocolMapper).
        idToken: on('id_token', kind !== 'audience'),
        accessToken: on('access_token', true),
        userinfo: kind !== 'audience' && on('userinfo', true),
      },
      place: first.place,
      given: (field) => mapper.fields.get(field)?.at(-1),
    },
  ]
}

/** As chosen, or as its fields tell. */
function kindOf(mapper: PlanObject, makesGroups: boolean): string {
  const chosen = valueOfChoice(mapper.fields.get('type')?.at(-1), 'mapper', 'type')
  if (chosen) return chosen
  if (mapper.fields.has('full_path')) return 'group-membership'
  if (mapper.fields.has('client_audience') || mapper.fields.has('custom_audience')) return 'audience'
  if (mapper.fields.has('attribute')) return 'user-attribute'
  if (mapper.fields.has('value')) return 'hardcoded'
  // A mapper with a claim and nothing else to fill in: "add a mapper of the type Group Membership".
  return makesGroups && mapper.fields.has('claim') ? 'group-membership' : 'unknown'
}

/** A mapper belongs to the client scope of its own section, else to the client. */
function ownerOf(plan: Plan, mapper: PlanObject, scopes: readonly ScopeSetup[]): string | null {
  const section = mapper.given[0]?.fact.section.join(' > ')
  const named = objectsOf(plan, 'provider', 'client_scope').find((scope) =>
    scope.given.some((one) => one.fact.section.join(' > ') === section),
  )
  const name = locatedIn(named?.fields.get('name')).at(-1)?.text
  return scopes.find((scope) => scope.name.text === name)?.name.text ?? null
}
