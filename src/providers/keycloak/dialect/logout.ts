import type { PageContext } from '../../../embedded/dialect/index.ts'
import { type Answer, notKnown, redirect } from '../../../embedded/message.ts'
import { redirectMatches } from '../redirects.ts'
import { atLeast } from '../versions.ts'
import { errorPage, infoPage, logoutPage } from './pages.ts'
import { type KeycloakClient, pathOf, type Realm } from './realm.ts'

type Context = PageContext<KeycloakClient>

/** RP-initiated logout as recorded (26.4.0, 26.7.0). */
export async function logout(realm: Realm, version: string, context: Context): Promise<Answer> {
  const { request, clients } = context
  const sent = request.method === 'POST' ? request.form : request.url.searchParams
  const hint = sent.get('id_token_hint')
  const uri = sent.get('post_logout_redirect_uri')
  const clientId = sent.get('client_id')
  const hinted = hint ? context.idTokenHint(hint) : null
  if (hint && !hinted) return errorPage(realm, 400, 'Invalid parameter: id_token_hint')
  const client = hinted?.client ?? (clientId ? clients.get(clientId) : undefined)
  if (uri && !client) return errorPage(realm, 400, 'Missing parameters: id_token_hint')
  if (uri && client && !registered(client, uri, version)) return errorPage(realm, 400, 'Invalid redirect uri')
  if (!hinted) {
    // Without a hint the person is asked first.
    const query = new URLSearchParams({ client_id: client?.clientId ?? '', tab_id: 'logout' })
    const action = `${pathOf(realm)}/protocol/openid-connect/logout/logout-confirm?${query}`
    return logoutPage(
      realm,
      action,
      crypto.randomUUID(),
      atLeast(version, '26.7') ? 'Logging out' : undefined,
    )
  }
  await context.endSession()
  if (!uri) return infoPage(realm, 'You are logged out')
  const state = sent.get('state')
  return redirect(302, state ? `${uri}?${new URLSearchParams({ state })}` : uri)
}

export const logoutConfirmed = (product: string): Answer => notKnown(product, 'a confirmed logout')

function registered(client: KeycloakClient, uri: string, version: string): boolean {
  const known = client.postLogoutRedirectUris.flatMap((one) => (one === '+' ? client.redirectUris : [one]))
  return redirectMatches(known, uri, version, client.rootUrl)
}
