import { randomBytes } from 'node:crypto'
import type { Recording } from '../../../embedded/observed/recording.ts'
import { bind, mark } from './objects.ts'
import { shippedKey } from './representation.ts'
import type { Rest } from './rest.ts'

/** A client as recordings write it: the API's own fields, with names for identifiers. */
export interface RecordedClient extends Record<string, unknown> {
  authorization_flow: string
  invalidation_flow: string
  client_type: 'confidential' | 'public'
  redirect_uris: unknown[]
  signing_key: string | null
  property_mappings: Array<string | { scope_name: string; expression: string }>
  sub_mode: string
  application: {
    slug: string
    entitlements?: Array<{ name: string; 'bound to group': string }>
    bindings?: Array<{ group: string }>
  }
}

/** The people and clients of a recording at a real server. */
export interface Subjects {
  password: string
  client(name: string): { clientId: string; clientSecret: string | null }
  /** What stands for a person in hashed mode. */
  uidOf(user: string): string
  /** Changes fields of a client's provider. */
  change(name: string, fields: Readonly<Record<string, unknown>>): Promise<void>
}

interface Provider {
  pk: number
  client_id: string
  client_secret: string
}

export async function makeSubjects(rest: Rest, recording: Recording): Promise<Subjects> {
  const password = randomBytes(12).toString('hex')
  const people = Object.values(recording.users) as Array<Record<string, unknown> & { username: string }>
  const groups = await makeGroups(rest, [...new Set(people.flatMap(groupsOf))])
  const uids = new Map<string, string>()
  for (const person of people) {
    const { 'groups (names)': _, ...fields } = person
    const { pk, uid } = await rest.call<{ pk: number; uid: string }>('POST', '/core/users/', {
      ...{ ...fields, path: mark, groups: groupsOf(person).map((name) => groups.get(name)) },
    })
    await rest.call('POST', `/core/users/${pk}/set_password/`, { password })
    uids.set(person.username, uid)
  }
  const mappings = new Map<string, string>()
  for (const { managed, pk } of await rest.list<{ pk: string; managed: string | null }>(
    '/propertymappings/provider/scope/',
  ))
    if (managed !== null) mappings.set(managed, pk)
  const providers = new Map<string, { provider: Provider; isPublic: boolean }>()
  for (const [name, settings] of Object.entries(recording.clients)) {
    const client = settings as unknown as RecordedClient
    const provider = await makeClient(rest, name, client, groups, mappings)
    providers.set(name, { provider, isPublic: client.client_type === 'public' })
  }
  const named = (name: string) => {
    const found = providers.get(name)
    if (!found) throw new Error(`the recording has no client ${name}`)
    return found
  }
  return {
    password,
    client(name) {
      const { provider, isPublic } = named(name)
      return { clientId: provider.client_id, clientSecret: isPublic ? null : provider.client_secret }
    },
    uidOf: (user) => uids.get(user) ?? '',
    async change(name, fields) {
      await rest.call('PATCH', `/providers/oauth2/${named(name).provider.pk}/`, fields)
    },
  }
}

const groupsOf = (person: Readonly<Record<string, unknown>>) => person['groups (names)'] as string[]

async function makeGroups(rest: Rest, names: readonly string[]): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  for (const name of names) {
    const [known] = await rest.list<{ pk: string }>(`/core/groups/?name=${encodeURIComponent(name)}`)
    made.set(name, (known ?? (await rest.call<{ pk: string }>('POST', '/core/groups/', { name }))).pk)
  }
  return made
}

async function makeClient(
  rest: Rest,
  name: string,
  settings: RecordedClient,
  groups: ReadonlyMap<string, string>,
  shipped: ReadonlyMap<string, string>,
): Promise<Provider> {
  const { application, authorization_flow, invalidation_flow, signing_key, property_mappings, ...fields } =
    settings
  const flow = async (slug: string) =>
    (await rest.call<{ pk: string }>('GET', `/flows/instances/${slug}/`)).pk
  const [key] = await rest.list<{ pk: string }>(
    `/crypto/certificatekeypairs/?has_key=true&name=${encodeURIComponent(shippedKey)}`,
  )
  const mappings = property_mappings.map((mapping, index) =>
    typeof mapping === 'string' ? shipped.get(mapping) : makeMapping(rest, `${name} ${index}`, mapping),
  )
  const provider = await rest.call<Provider>('POST', '/providers/oauth2/', {
    ...fields,
    name: `Provider ${application.slug} (${mark})`,
    authorization_flow: await flow(authorization_flow),
    invalidation_flow: await flow(invalidation_flow),
    signing_key: signing_key === null ? null : key?.pk,
    property_mappings: await Promise.all(mappings),
  })
  const { slug, entitlements = [], bindings = [] } = application
  const { pk } = await rest.call<{ pk: string }>('POST', '/core/applications/', {
    ...{ name: `App ${slug}`, slug, provider: provider.pk, meta_publisher: mark },
  })
  for (const { group } of bindings) await bind(rest, pk, { group: groups.get(group) ?? '' })
  for (const { name: entitlement, 'bound to group': group } of entitlements) {
    const body = { name: entitlement, app: pk }
    const made = await rest.call<{ pbm_uuid: string }>('POST', '/core/application_entitlements/', body)
    await bind(rest, made.pbm_uuid, { group: groups.get(group) ?? '' })
  }
  return provider
}

async function makeMapping(rest: Rest, name: string, mapping: { scope_name: string; expression: string }) {
  const body = { ...mapping, name: `Recorded ${name}`, description: mark }
  return (await rest.call<{ pk: string }>('POST', '/propertymappings/provider/scope/', body)).pk
}
