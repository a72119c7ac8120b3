import type { Place } from '../../../plan/place.ts'
import { Infrastructure, Refused } from '../../contract.ts'
import type { Setup } from '../setup.ts'
import { isTaken } from './refusal.ts'
import { placeOfField, type Representation } from './representation.ts'
import { type Rest, RestRefusal } from './rest.ts'

/** A guide's objects as they came to be at the server. */
export interface Made {
  application: { pk: string; slug: string }
  provider: { pk: number; client_id: string; client_secret: string }
  /** Identifiers by name. */
  groups: ReadonlyMap<string, string>
  entitlements: ReadonlyMap<string, string>
  remove(): Promise<void>
}

/** Applications and mappings of ours carry it, users of ours have it for their path. */
export const mark = 'Touchstone'

type Kind = 'mapping' | 'provider' | 'application'

/** Makes what the guide says, in the order in which a reader would. Throws {@link Refused} with authentik's own words. */
export async function makeObjects(rest: Rest, set: Representation, setup: Setup): Promise<Made> {
  const undo: string[] = []
  const remove = async () => {
    for (const path of undo.toReversed()) await rest.remove(path)
  }
  /** Posts and remembers; `mapping` is the one of the guide that is being made. */
  const make = async <T>(kind: Kind, path: string, body: unknown, index?: number): Promise<T> => {
    try {
      return await rest.call<T>('POST', path, body)
    } catch (error) {
      throw error instanceof RestRefusal
        ? asRefused(error, kind, setup, set.mappings[index ?? -1]?.of)
        : error
    }
  }
  try {
    const [flows, key, shipped] = await Promise.all([
      flowsOf(rest, set),
      keyOf(rest, set, setup),
      mappingsOf(rest),
    ])
    const known = new Map(shipped)
    for (const [index, { body }] of set.mappings.entries()) {
      const marked = { ...body, description: mark }
      const { pk } = await make<{ pk: string }>('mapping', '/propertymappings/provider/scope/', marked, index)
      undo.push(`/propertymappings/provider/scope/${pk}/`)
      known.set(body.name, pk)
    }
    const provider = await make<Made['provider']>('provider', '/providers/oauth2/', {
      ...set.provider,
      ...flows,
      signing_key: key,
      property_mappings: set.selected.map(({ name, place }) => selected(known, name, place ?? setup.place)),
    })
    undo.push(`/providers/oauth2/${provider.pk}/`)
    const application = await make<Made['application']>('application', '/core/applications/', {
      ...set.application,
      provider: provider.pk,
      meta_publisher: mark,
      policy_engine_mode: 'any',
    })
    undo.push(`/core/applications/${application.slug}/`)
    const groups = await groupsOf(rest, set, undo)
    for (const { text, place } of set.allowedGroups) {
      const group = groups.get(text)
      if (group === undefined) throw new Refused(`authentik has no group ${text} to bind`, place)
      await bind(rest, application.pk, { group })
    }
    const entitlements = new Map<string, string>()
    for (const { text, place } of set.entitlements) {
      const body = { name: text, app: application.pk }
      const made = await rest
        .call<{ pbm_uuid: string }>('POST', '/core/application_entitlements/', body)
        .catch((error) => rethrow(error, place))
      entitlements.set(text, made.pbm_uuid)
    }
    return { application, provider, groups, entitlements, remove }
  } catch (error) {
    await remove().catch(() => {})
    throw error
  }
}

/** Lets a group or a user in, or gives an entitlement to it. */
export async function bind(
  rest: Rest,
  target: string,
  to: { group: string } | { user: number },
): Promise<void> {
  await rest.call('POST', '/policies/bindings/', { target, order: 0, ...to })
}

async function flowsOf(rest: Rest, { flows }: Representation) {
  const pk = async (slug: string) => (await rest.call<{ pk: string }>('GET', `/flows/instances/${slug}/`)).pk
  const [authorization_flow, invalidation_flow] = await Promise.all([
    pk(flows.authorization),
    pk(flows.invalidation),
  ])
  return { authorization_flow, invalidation_flow }
}

async function keyOf(rest: Rest, { signingKey }: Representation, setup: Setup): Promise<string | null> {
  if (signingKey === null) return null
  const keys = await rest.list<{ pk: string; name: string }>('/crypto/certificatekeypairs/?has_key=true')
  const found = keys.find(({ name }) => name === signingKey)
  if (found) return found.pk
  const place = typeof setup.signingKey === 'string' ? setup.place : setup.signingKey.place
  throw new Refused(
    `authentik offers no signing key ${signingKey}: ${keys.map(({ name }) => name).join(', ')}`,
    place,
  )
}

async function mappingsOf(rest: Rest): Promise<Array<[string, string]>> {
  const all = await rest.list<{ pk: string; name: string; managed: string | null }>(
    '/propertymappings/provider/scope/',
  )
  return all.flatMap(({ pk, name, managed }) => (managed === null ? [] : [[name, pk]]))
}

function selected(known: ReadonlyMap<string, string>, name: string, place: Place | null): string {
  const pk = known.get(name)
  if (pk === undefined) throw new Refused(`authentik has no scope mapping ${name} to select`, place)
  return pk
}

/** A group is nothing but its name here: one that is there already serves as well, and stays. */
async function groupsOf(
  rest: Rest,
  { groups }: Representation,
  undo: string[],
): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  for (const { text: name, place } of groups) {
    const query = `/core/groups/?include_users=false&name=${encodeURIComponent(name)}`
    const [known] = await rest.list<{ pk: string }>(query)
    const group =
      known ??
      (await rest
        .call<{ pk: string }>('POST', '/core/groups/', { name })
        .catch((error) => rethrow(error, place)))
    made.set(name, group.pk)
    if (!known) undo.push(`/core/groups/${group.pk}/`)
  }
  return made
}

function rethrow(error: unknown, place: Place | null): never {
  throw error instanceof RestRefusal ? new Refused(error.message, place) : error
}

/** A name that somebody else's object has says nothing about the guide. */
function asRefused(
  error: RestRefusal,
  kind: Kind,
  setup: Setup,
  of?: Representation['mappings'][number]['of'],
) {
  const [first] = error.refusals
  if (first && isTaken(first))
    return new Infrastructure(
      `authentik has a ${kind} of that name already (${first.field}: ${first.message}): use a server that nobody else uses`,
    )
  return new Refused(error.message, placeOfField(kind, first?.field ?? '', setup, of))
}

/** Removes what runs that were killed left at a server which outlived them. */
export async function sweep(rest: Rest): Promise<void> {
  const [users, applications, providers, mappings] = await Promise.all([
    rest.list<{ pk: number }>(`/core/users/?path=${mark}&include_groups=false&include_roles=false`),
    rest.list<{ slug: string; meta_publisher: string }>('/core/applications/?superuser_full_list=true'),
    rest.list<{ pk: number; name: string }>('/providers/oauth2/'),
    rest.list<{ pk: string; description?: string }>('/propertymappings/provider/scope/'),
  ])
  const paths = [
    ...users.map(({ pk }) => `/core/users/${pk}/`),
    ...applications.flatMap((one) =>
      one.meta_publisher === mark ? [`/core/applications/${one.slug}/`] : [],
    ),
    ...providers.flatMap(({ pk, name }) => (name.endsWith(` (${mark})`) ? [`/providers/oauth2/${pk}/`] : [])),
    ...mappings.flatMap((one) =>
      one.description === mark ? [`/propertymappings/provider/scope/${one.pk}/`] : [],
    ),
  ]
  for (const path of paths) await rest.remove(path)
}
