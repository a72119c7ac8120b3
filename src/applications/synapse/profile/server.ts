import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { json as bodyOf } from 'node:stream/consumers'
import { generateRandomCodeVerifier, generateRandomNonce, generateRandomState } from 'oauth4webapi'
import type { Gateway } from '../../../web/contract.ts'
import { addressOf, json, redirect } from '../../_shared/answer.ts'
import { callbackPath, type ProviderConfiguration } from '../configuration.ts'
import type { Home } from '../home.ts'
import { errors } from '../messages.ts'
import { meets } from '../requirements.ts'
import { idOf } from './driver.ts'
import { confirmPage, errorPage, unauthorisedPage, unavailablePage } from './pages.ts'
import { createRelyingParty, OidcError, type Session } from './provider.ts'
import { createUsers, MappingError } from './users.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, address: URL) => Promise<void> | void

/** Two cookies, for browsers old and new; either will do. */
const cookies = ['oidc_session', 'oidc_session_no_samesite']

/** Synapse, as far as signing in goes. Source: rest/client/login.py, handlers/oidc.py, sso.py, auth.py, v1.163.2. */
export function createServer(
  gateway: Gateway,
  { base, serverName, provider, log }: Home & { provider: ProviderConfiguration; log: string[] },
): RequestListener {
  const callback = provider.redirect_uri ?? base + callbackPath
  const party = createRelyingParty(gateway, provider, callback)
  const users = createUsers(serverName, provider)
  const sessions = new Map<string, Session>()
  const loginTokens = new Map<string, string>()
  const accessTokens = new Map<string, string>()
  const prefix = new URL(base).pathname

  async function leave(response: ServerResponse, address: URL) {
    const id = crypto.randomUUID()
    const session = {
      state: generateRandomState(),
      nonce: generateRandomNonce(),
      verifier: generateRandomCodeVerifier(),
      clientUrl: address.searchParams.get('redirectUrl') ?? '',
    }
    let target: URL
    try {
      target = await party.authorization(session)
    } catch (error) {
      log.push(`Login redirect failed because the identity provider is unavailable: ${error}`)
      return unavailablePage(response)
    }
    sessions.set(id, session)
    const path = `Max-Age=3600; Path=${prefix}_synapse/client/oidc; HttpOnly; Secure`
    response.setHeader('set-cookie', [
      `${cookies[0]}=${id}; ${path}; SameSite=None`,
      `${cookies[1]}=${id}; ${path}`,
    ])
    redirect(response, 302, target.href)
  }

  const comeBack: Answer = async (request, response, { searchParams: query }) => {
    const error = query.get('error')
    if (error !== null) return errorPage(response, error, query.get('error_description') ?? '')
    const id = cookies.map((name) => cookieOf(request, name)).find((value) => value !== undefined)
    const session = id === undefined ? undefined : sessions.get(id)
    if (!session) return errorPage(response, errors.noCookie.error, errors.noCookie.description)
    if (query.get('state') === null)
      return errorPage(response, errors.noState.error, errors.noState.description)
    if (query.get('state') !== session.state) return errorPage(response, errors.mismatch, 'wrong state')
    const code = query.get('code')
    if (code === null) return errorPage(response, errors.noCode.error, errors.noCode.description)
    await complete(response, session, code)
  }

  async function complete(response: ServerResponse, session: Session, code: string) {
    const claims = await party.claims(code, session)
    const met = provider.attribute_requirements.every(({ attribute, value, one_of = [] }) =>
      meets(claims, { attribute, values: [...(value === undefined ? [] : [value]), ...one_of] }),
    )
    if (!met) return unauthorisedPage(response)
    const user = users.signIn(claims)
    if (user === null) return redirect(response, 302, '/_synapse/client/pick_username/account_details')
    const token = crypto.randomUUID()
    loginTokens.set(token, user.id)
    const target = new URL(session.clientUrl)
    target.searchParams.append('loginToken', token)
    confirmPage(response, target)
  }

  const login: Answer = async (request, response) => {
    if (request.method === 'GET') {
      const own = { id: idOf(provider), name: provider.idp_name }
      const flows = [{ type: 'm.login.sso', identity_providers: [own] }, { type: 'm.login.token' }]
      return json(response, 200, { flows })
    }
    const { type, token } = (await bodyOf(request)) as { type?: string; token?: string }
    const user = type === 'm.login.token' && token ? loginTokens.get(token) : undefined
    // A token is good for one sign-in.
    loginTokens.delete(token ?? '')
    if (!user) return json(response, 403, { errcode: 'M_FORBIDDEN', error: 'Invalid login token' })
    const access = crypto.randomUUID()
    accessTokens.set(access, user)
    json(response, 200, {
      user_id: user,
      access_token: access,
      home_server: serverName,
      device_id: 'TOUCHSTONE',
    })
  }

  const whoAmI: Answer = (request, response) => {
    const user = accessTokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
    if (user) json(response, 200, { user_id: user, is_guest: false })
    else json(response, 401, { errcode: 'M_UNKNOWN_TOKEN', error: 'Invalid access token passed.' })
  }

  const profileOf: Answer = (_, response, address) => {
    const user = users.byId(decodeURIComponent(address.pathname.split('/').at(-1) ?? ''))
    if (user) json(response, 200, { displayname: user.displayName })
    else json(response, 404, { errcode: 'M_NOT_FOUND', error: 'Profile was not found' })
  }

  const redirectTo: Answer = (_, response, address) => {
    if (address.pathname.endsWith(`/${idOf(provider)}`)) return leave(response, address)
    json(response, 404, { errcode: 'M_NOT_FOUND', error: 'Unknown identity provider' })
  }

  const answers: Array<[path: RegExp, answer: Answer]> = [
    [/^_matrix\/client\/v3\/login\/sso\/redirect\/[\w.~-]+$/, redirectTo],
    [/^_matrix\/client\/v3\/login$/, login],
    [/^_matrix\/client\/v3\/account\/whoami$/, whoAmI],
    [/^_matrix\/client\/v3\/profile\/[^/]+$/, profileOf],
    [new RegExp(`^${callbackPath}$`), comeBack],
  ]

  return async (request, response) => {
    const address = addressOf(request)
    const path = address.pathname.startsWith(prefix) ? address.pathname.slice(prefix.length) : ''
    const [, answer] = answers.find(([pattern]) => pattern.test(path)) ?? []
    if (!answer) return json(response, 404, { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' })
    try {
      await answer(request, response, address)
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      log.push(text)
      if (error instanceof OidcError) errorPage(response, error.error, text)
      else if (error instanceof MappingError) errorPage(response, errors.mapping, text)
      else json(response, 500, { errcode: 'M_UNKNOWN', error: 'Internal server error' })
    }
  }
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  return new RegExp(`(?:^|; )${name}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1]
}
