import type { Located } from '../../../plan/entered.ts'
import type { Place } from '../../../plan/place.ts'
import { type Bindings, textsOf } from '../../../plan/value.ts'
import { stockMappings } from '../mappings.ts'
import type { GuideMapping, SelectedMapping, Setup } from '../setup.ts'
import { slugify } from '../slug.ts'
import { atLeast } from '../versions.ts'

/**
 * A guide's objects as the REST API takes them, with names where the server wants its own identifiers: of flows, of the
 * signing key, of scope mappings. What the guide leaves open is what the wizard sends, not what the API assumes.
 * Field names: schema of authentik 2026.5, `OAuth2ProviderRequest`, `ApplicationRequest`, `ScopeMappingRequest`.
 */
export interface Representation {
  mappings: Array<{ body: { name: string; scope_name: string; expression: string }; of: GuideMapping }>
  provider: ProviderBody
  flows: { authorization: string; invalidation: string }
  /** Null: no key. */
  signingKey: string | null
  /** Names of scope mappings, those that the guide makes among them. */
  selected: Array<{ name: string; place: Place | null }>
  application: { name: string; slug: string }
  groups: Located[]
  entitlements: Located[]
  allowedGroups: Located[]
}

export interface ProviderBody {
  name: string
  client_type: 'confidential' | 'public'
  client_id?: string
  client_secret?: string
  redirect_uris: Array<{ matching_mode: 'strict' | 'regex'; url: string; redirect_uri_type?: string }>
  sub_mode: string
  issuer_mode: string
  include_claims_in_id_token: boolean
  access_code_validity: string
  access_token_validity: string
  refresh_token_validity: string
  refresh_token_threshold: string
  grant_types?: string[]
}

export const shippedKey = 'authentik Self-signed Certificate'

export function representationOf(setup: Setup, bindings: Bindings, version: string): Representation {
  const enter = (located: Located | null) => (located ? textsOf(located.value, bindings)[0] : undefined)
  const name = enter(setup.applicationName) ?? 'Application'
  const { signingKey } = setup
  return {
    mappings: setup.mappings.map((of) => ({
      of,
      body: { name: of.name.text, scope_name: of.scope.text, expression: of.expression.text },
    })),
    provider: providerBody(name, setup, bindings, version),
    flows: {
      authorization: `default-provider-authorization-${setup.explicitConsent ? 'explicit' : 'implicit'}-consent`,
      invalidation: 'default-provider-invalidation-flow',
    },
    signingKey:
      signingKey === 'none'
        ? null
        : signingKey === 'preselected'
          ? shippedKey
          : (enter(signingKey) ?? shippedKey),
    selected: [
      ...setup.selected.map((one) => ({ name: nameOf(one), place: one.place })),
      ...setup.unknownMappings.map(({ text, place }) => ({ name: text, place })),
    ],
    application: { name, slug: enter(setup.slug) ?? slugify(name, version) },
    groups: setup.groups,
    entitlements: setup.entitlements,
    allowedGroups: setup.allowedGroups,
  }
}

function providerBody(application: string, setup: Setup, bindings: Bindings, version: string): ProviderBody {
  const enter = (located: Located | null) => (located ? textsOf(located.value, bindings)[0] : undefined)
  const [clientId, clientSecret] = [enter(setup.clientId), enter(setup.clientSecret)]
  const { code, accessToken, refreshToken } = setup.validities
  return {
    // The name is the reader's: this one tells objects of ours from others.
    name: providerName(application),
    client_type: setup.isPublic ? 'public' : 'confidential',
    ...(clientId !== undefined && { client_id: clientId }),
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
    redirect_uris: redirectUris(setup, bindings, version),
    sub_mode: setup.subjectMode,
    issuer_mode: setup.issuerMode,
    include_claims_in_id_token: setup.includeClaims,
    // The wizard's own durations; those of the API are others. Source: OAuth2ProviderFormForm.ts, 2026.5.
    access_code_validity: enter(code) ?? 'minutes=1',
    access_token_validity: enter(accessToken) ?? 'minutes=5',
    refresh_token_validity: enter(refreshToken) ?? 'days=30',
    refresh_token_threshold: 'hours=1',
    // A provider without grant types refuses every sign-in, and that is what the API assumes.
    ...(atLeast(version, '2026.5.0') && { grant_types: grantTypes(setup) }),
  }
}

export const providerName = (application: string) => `Provider for ${application} (Touchstone)`

/** Before 2026.5 there was one list for all, and nothing was compared after a logout. */
function redirectUris(setup: Setup, bindings: Bindings, version: string): ProviderBody['redirect_uris'] {
  const typed = atLeast(version, '2026.5.0')
  const entries = (redirects: Setup['redirects'], type: string) =>
    redirects.flatMap(({ mode, value }) =>
      textsOf(value, bindings).map((url) => ({
        matching_mode: mode === 'regex' ? ('regex' as const) : ('strict' as const),
        url,
        ...(typed && { redirect_uri_type: type }),
      })),
    )
  return [
    ...entries(setup.redirects, 'authorization'),
    ...(typed ? entries(setup.logoutRedirects, 'logout') : []),
  ]
}

/** `Authorization Code` on the page is `authorization_code` in the API. */
function grantTypes({ grantTypes: chosen }: Setup): string[] {
  if (chosen.length === 0) return ['authorization_code', 'refresh_token']
  return chosen.map(({ text }) => {
    const name = text.trim().toLowerCase().replaceAll(' ', '_')
    return name === 'device_code' ? 'urn:ietf:params:oauth:grant-type:device_code' : name
  })
}

function nameOf(one: SelectedMapping): string {
  return one.kind === 'own' ? one.mapping.name.text : one.mapping.name
}

/** Names of mappings that a server of this version ships, for telling them from the guide's own. */
export const shippedNames = (version: string) => new Set(stockMappings(version).map(({ name }) => name))

/** Where the guide says what a field of a refusal names; `object` is what was being made. */
export function placeOfField(
  object: 'provider' | 'application' | 'mapping',
  field: string,
  setup: Setup,
  mapping?: GuideMapping,
): Place | null {
  const [, name = '', position] = /^([a-z_]+)(?:\[(\d+)\])?/.exec(field) ?? []
  const places: Record<string, Place | null | undefined> = {
    'mapping.name': mapping?.name.place,
    'mapping.scope_name': mapping?.scope.place,
    'mapping.expression': mapping?.expression.place,
    'application.name': setup.applicationName?.place,
    'application.slug': (setup.slug ?? setup.applicationName)?.place,
    'provider.client_id': setup.clientId?.place,
    'provider.client_secret': setup.clientSecret?.place,
    'provider.redirect_uris': [...setup.redirects, ...setup.logoutRedirects][Number(position ?? 0)]?.place,
    'provider.access_code_validity': setup.validities.code?.place,
    'provider.access_token_validity': setup.validities.accessToken?.place,
    'provider.refresh_token_validity': setup.validities.refreshToken?.place,
    'provider.grant_types': setup.grantTypes[Number(position ?? 0)]?.place,
    'provider.include_claims_in_id_token': setup.includeClaimsPlace,
  }
  return places[`${object}.${name}`] ?? mapping?.name.place ?? setup.place
}
