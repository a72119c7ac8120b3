import type { Client, Interaction } from '../dialect/index.ts'
import { scopesOf } from '../library/grants.ts'
import { originalRequest } from '../library/names.ts'
import { cookiesOf, type Request } from '../message.ts'
import type { World } from '../world.ts'

/** What the library keeps of an authorization request that waits for a person. */
export async function interactionById<C extends Client>(
  world: World<C>,
  id: string,
): Promise<Interaction<C> | null> {
  const found = await world.library.provider.Interaction.find(world.interactions.get(id) ?? '')
  if (!found) return null
  const carried = found.params[originalRequest]
  const parameters = new URLSearchParams(typeof carried === 'string' ? carried : '')
  const client = world.clients.get(String(found.params.client_id))
  if (!client) return null
  const decided = world.dialect.authorization.scopes(client, scopesOf(parameters))
  return {
    id,
    wants: found.prompt.name === 'consent' ? 'consent' : 'login',
    client,
    user: world.users.get(found.session?.accountId ?? '') ?? null,
    parameters,
    scopes: 'granted' in decided ? decided.granted : [],
  }
}

/** The interaction of the browser that this request came from. */
export function interactionOf<C extends Client>(
  world: World<C>,
  request: Request,
): Promise<Interaction<C> | null> {
  const id = cookiesOf(request).get(world.dialect.cookies.interaction)
  return id ? interactionById(world, id) : Promise.resolve(null)
}

export function interactionCookie<C extends Client>(world: World<C>, id: string): string {
  const secure = world.dialect.origin.startsWith('https:') ? '; Secure; SameSite=None' : ''
  return `${world.dialect.cookies.interaction}=${id}; Path=/; HttpOnly${secure}`
}
