import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Gateway } from '../../../web/contract.ts'
import { html, json, redirect } from '../../_shared/answer.ts'
import { callbackPath } from '../knowledge/addresses.ts'
import { invalid, missingCode, refusals } from '../messages.ts'
import { jsonOf, send } from './http.ts'
import { createSigner } from './session.ts'
import { createStore } from './store.ts'
import { createUsers, groupsOf } from './users.ts'

/** What the container is told and what its proxy sends. */
export interface Surroundings {
  base: string
  rootUsername: string
  /** Scheme that the proxy announces, as far as the server believes it. */
  seenScheme: string
}

/** The configuration cannot work: the reader sees a page that says why. */
class InvalidConfiguration extends Error {}

/** AudioBookRequest, as far as signing in goes. Source: app/routers/pages/auth and app/main.py, v1.10.4; seen running. */
export function createServer(gateway: Gateway, { base, rootUsername, seenScheme }: Surroundings) {
  const store = createStore(gateway)
  const signer = createSigner()
  const users = createUsers(rootUsername)
  const log: string[] = []
  const { stored } = store

  const need = (value: string, missing: string) => {
    if (value === '') throw new InvalidConfiguration(missing)
    return value
  }

  /** From the request, host included; `http` and `https` replace the scheme, `auto` leaves what the server saw. */
  function redirectUri(request: IncomingMessage): string {
    const { oidc_redirect_scheme: chosen } = stored
    const scheme = chosen === 'http' || chosen === 'https' ? chosen : seenScheme
    return `${scheme}://${request.headers.host}${base}${callbackPath}`
  }

  const signedIn = (request: IncomingMessage) => {
    const session = signer.read(request.headers.cookie)
    return session && users.byName(session.sub)
  }

  async function login(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
    if (stored.login_type !== 'oidc' || query.get('backup')) {
      return html(response, 200, 'Login', 'AudioBookRequest Login Username (case-sensitive) Password Login')
    }
    const parameters = new URLSearchParams({
      response_type: 'code',
      client_id: need(stored.oidc_client_id, invalid.clientId),
      redirect_uri: redirectUri(request),
      scope: stored.oidc_scope || 'openid',
      state: await signer.state(query.get('redirect_uri') ?? '/'),
    })
    redirect(response, 302, `${need(stored.oidc_authorize_endpoint, invalid.endpoint)}?${parameters}`)
  }

  async function callback(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
    const code = query.get('code')
    if (code === null) return json(response, 422, missingCode)
    const token = await redeem(code, request)
    if (!token.access_token) return response.writeHead(401).end()
    const userinfo = await askUserinfo(token.access_token)
    const username = userinfo[need(stored.oidc_username_claim, invalid.usernameClaim)]
    if (typeof username !== 'string' || username === '') throw new InvalidConfiguration(invalid.username)
    users.signIn(username, groupsOf(userinfo[stored.oidc_group_claim]))
    const lifetime = token.expires_in || 7 * 24 * 60 * 60
    const state = query.get('state')
    // A state that is not ours breaks the answer, but the account is there already.
    const path = state === null ? '/' : await signer.returnPath(state)
    const exp = Math.floor(Date.now() / 1000 + lifetime)
    response.setHeader('set-cookie', signer.cookie({ sub: username, exp }))
    html(response, 200, 'Redirecting...', `Redirecting... Redirect now (${path})`)
  }

  /** Client and secret in the form, no verifier; the ID token in the answer is not looked at. */
  async function redeem(code: string, request: IncomingMessage) {
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: need(stored.oidc_client_id, invalid.clientId),
      client_secret: need(stored.oidc_client_secret, invalid.clientSecret),
      redirect_uri: redirectUri(request),
    })
    try {
      const endpoint = need(stored.oidc_token_endpoint, invalid.endpoint)
      const answer = await send(gateway, endpoint, { method: 'POST', body: form })
      return (await jsonOf(answer)) as { access_token?: string; expires_in?: number }
    } catch (error) {
      log.push(`Failed to extract OIDC access token from body: ${error}`)
      throw new InvalidConfiguration(invalid.token)
    }
  }

  /** The only source of claims, whatever its status; a signed answer is no JSON, and nothing catches that. */
  async function askUserinfo(token: string): Promise<Record<string, unknown>> {
    const endpoint = need(stored.oidc_userinfo_endpoint, invalid.userinfoEndpoint)
    const answer = await send(gateway, endpoint, { headers: { authorization: `Bearer ${token}` } })
    const userinfo = await jsonOf(answer)
    if (typeof userinfo === 'object' && userinfo !== null && !Array.isArray(userinfo)) return { ...userinfo }
    throw new InvalidConfiguration(invalid.userinfo)
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ) {
    if (path === callbackPath) return callback(request, response, query)
    if (path === '/auth/login') return login(request, response, query)
    if (path === '/login')
      return redirect(response, 302, `${base}/auth/login${query.size ? `?${query}` : ''}`)
    if (path === `${callbackPath}/invalid` && stored.login_type === 'oidc') {
      const words = [invalid.title, invalid.lead, `Error: ${query.get('error')}`, 'Backup Login']
      return html(response, 200, invalid.title, words.join(' '))
    }
    if (path === '/api/users/me') {
      const user = signedIn(request)
      return user ? json(response, 200, user) : json(response, 401, { detail: 'Invalid credentials' })
    }
    if (path !== '/') return json(response, 404, { detail: 'Not Found' })
    if (signedIn(request)) return html(response, 200, 'AudioBookRequest', 'Search Wishlist')
    redirect(response, 302, `${base}/login`)
  }

  const listener: RequestListener = async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server')
    const path = pathname.startsWith(base) ? pathname.slice(base.length) || '/' : pathname
    if (request.method !== 'GET') return json(response, 405, { detail: 'Method Not Allowed' })
    try {
      await answer(request, response, path, searchParams)
    } catch (error) {
      log.push(error instanceof Error ? error.message : String(error))
      if (error instanceof InvalidConfiguration) {
        const reason = new URLSearchParams({ error: error.message })
        return redirect(response, 302, `${base}${callbackPath}/invalid?${reason}`)
      }
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(refusals.crash)
    }
  }

  return { listener, log, store }
}
