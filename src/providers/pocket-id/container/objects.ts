import type { Located } from '../../../plan/entered.ts'
import { type Bindings, textsOf } from '../../../plan/value.ts'
import { Infrastructure, Refused } from '../../contract.ts'
import type { Registration } from '../client.ts'
import { minorOf } from '../versions.ts'
import { type Api, ApiRefusal } from './api.ts'

/** What a guide's registration became at the server, as far as it was made. */
export interface Objects {
  /** Empty until the client is made. */
  clientId: string
  /** Null for a public client, and where the guide has nothing to do with one. */
  clientSecret: string | null
  /** Ids by name. */
  groups: Map<string, string>
}

export const nothingYet = (): Objects => ({ clientId: '', clientSecret: null, groups: new Map() })

/**
 * Makes groups and client as the administration pages would, and tells in `made` what there is by now. Source of the
 * form's own values: frontend/src/routes/settings/admin/oidc-clients/oidc-client-form.svelte, v2.14.0. Throws {@link Refused}.
 */
export async function makeObjects(
  api: Api,
  registration: Registration,
  bindings: Bindings,
  { made, version }: { made: Objects; version: string },
): Promise<void> {
  for (const { text: name, friendlyName, place } of registration.groups) {
    const make = () => api.call<{ id: string }>('POST', '/user-groups', { name, friendlyName })
    const { id } = await refusing(place, () =>
      made.groups.has(name) ? make() : make().catch(notOurs(`group ${name}`)),
    )
    made.groups.set(name, id)
  }
  made.clientId = await makeClient(api, registration, bindings)
  const allowed = registration.allowedGroups.map(({ text, place }) => {
    const id = made.groups.get(text)
    if (id === undefined) throw new Refused(`No group ${text} can be selected`, place)
    return id
  })
  if (allowed.length > 0)
    await api.call('PUT', `/oidc/clients/${made.clientId}/allowed-user-groups`, { userGroupIds: allowed })
  if (!registration.isPublic && registration.secret !== 'none')
    made.clientSecret = await makeSecret(api, made.clientId, version)
}

/** Names are unique on a server: what a guide's first use of one meets there is somebody else's. */
export function notOurs(what: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof ApiRefusal && /already in use/.test(error.message))
      throw new Infrastructure(
        `The ${what} exists on this Pocket ID already: use a server without it, or let it be emptied with TOUCHSTONE_POCKET_ID_DISPOSABLE=true`,
      )
    throw error
  }
}

async function makeClient(api: Api, registration: Registration, bindings: Bindings): Promise<string> {
  const enter = ({ value }: Located) => textsOf(value, bindings)
  const place = registration.callbackUrls[0]?.place ?? registration.place
  const { id } = await refusing(place, () =>
    api.call<{ id: string }>('POST', '/oidc/clients', {
      name: registration.name || 'Application',
      ...(registration.clientId && { id: enter(registration.clientId)[0] }),
      callbackURLs: registration.callbackUrls.flatMap(enter),
      logoutCallbackURLs: registration.logoutCallbackUrls.flatMap(enter),
      isPublic: registration.isPublic,
      pkceEnabled: registration.pkceEnabled,
      requiresReauthentication: registration.reauthentication,
      requiresPushedAuthorizationRequests: registration.parRequired,
      skipConsent: registration.skipConsent,
      isGroupRestricted: registration.restricted,
      credentials: { federatedIdentities: [] },
    }),
  )
  return id
}

/** v2.14 made several secrets of one, at an address of its own. */
async function makeSecret(api: Api, clientId: string, version: string): Promise<string> {
  const path = minorOf(version) < 14 ? 'secret' : 'secrets'
  const { secret } = await api.call<{ secret: string }>('POST', `/oidc/clients/${clientId}/${path}`, {})
  return secret
}

/** Removes what a guide made; what is gone already need not be. */
export async function removeObjects(
  api: Api,
  { clientId, groups }: Objects,
  users: Iterable<string>,
): Promise<void> {
  const paths = [
    ...[...users].map((id) => `/users/${id}`),
    ...(clientId === '' ? [] : [`/oidc/clients/${clientId}`]),
    ...[...groups.values()].map((id) => `/user-groups/${id}`),
  ]
  for (const path of paths) await remove(api, path)
}

/** Leaves nothing of those before, also of those that were killed. The static key's own user stays. */
export async function empty(api: Api): Promise<void> {
  for (const kind of ['users', 'oidc/clients', 'user-groups']) {
    const { data } = await api.call<{ data: Array<{ id: string }> }>(
      'GET',
      `/${kind}?pagination%5Blimit%5D=100`,
    )
    for (const { id } of data) if (id !== keyUser) await remove(api, `/${kind}/${id}`)
  }
}

/** Source: backend/internal/apikey/service.go, v2.14.0. */
const keyUser = '00000000-0000-0000-0000-000000000000'

async function remove(api: Api, path: string): Promise<void> {
  await api.call('DELETE', path).catch((error: unknown) => {
    if (!(error instanceof ApiRefusal && error.status === 404)) throw error
  })
}

/** A refusal is about what the guide says, and points there. */
export async function refusing<T>(place: Registration['place'], call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof ApiRefusal) throw new Refused(error.message, place)
    throw error
  }
}
