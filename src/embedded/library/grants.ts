import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Client } from '../dialect/index.ts'
import type { World } from '../world.ts'
import { originalRequest } from './names.ts'

/** Scopes of an authorization request's `scope` parameter. */
export const scopesOf = (parameters: URLSearchParams) =>
  (parameters.get('scope') ?? '').split(' ').filter(Boolean)

/** The application's own parameters, carried through the library in one of its. */
export function originalOf(context: KoaContextWithOIDC): URLSearchParams {
  const carried = context.oidc.params?.[originalRequest]
  return new URLSearchParams(typeof carried === 'string' ? carried : '')
}

/**
 * A grant for one authorization. Scopes are the dialect's business: the library sees `openid` alone, and the
 * grant's id leads from its codes and tokens to what was really asked and given.
 */
export async function grantOf<C extends Client>(world: World<C>, context: KoaContextWithOIDC) {
  const { client: known, session, provider } = context.oidc
  const client = world.clients.get(known?.clientId ?? '')
  const user = world.users.get(session?.accountId ?? '')
  if (!client || !user || !session) return undefined
  const grant = new provider.Grant({ accountId: user.id, clientId: client.clientId })
  grant.addOIDCScope('openid')
  const id = await grant.save()
  const request = originalOf(context)
  const decided = world.dialect.authorization.scopes(client, scopesOf(request))
  world.authorizations.set(id, {
    client,
    user,
    request,
    scopes: 'granted' in decided ? decided.granted : [],
    freshLogin: context.oidc.result?.login !== undefined,
    sessionId: session.uid,
    authTime: session.authTime() ?? Math.floor(Date.now() / 1000),
  })
  return grant
}
