import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { text as bodyOf } from 'node:stream/consumers'
import type { Gateway } from '../../../web/contract.ts'
import { addressOf, json, redirect } from '../../_shared/answer.ts'
import { type Configuration, knownSources, misconfigured, textIn } from '../configuration.ts'
import { callbackPath, trustsScheme } from '../home.ts'
import { errors, notices, tell } from '../messages.ts'
import { identify } from './identity.ts'
import { failure, mainPage, script, signInPage } from './pages.ts'
import { createRelyingParty } from './relying-party.ts'
import { createSessions, type Session } from './sessions.ts'
import { createUsers, Denied, type User } from './users.ts'

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  address: URL
  session: Session
}

type Answer = (exchange: Exchange) => Promise<void> | void

/** pgAdmin in server mode, as far as signing in goes. Source: pgadmin/__init__.py and pgadmin/authenticate, v9.18. */
export function createServer(gateway: Gateway, configuration: Configuration, log: string[]): RequestListener {
  const { sources, providers, settings } = configuration
  const sessions = createSessions(settings)
  const users = createUsers(configuration.autoCreate)
  const parties = new Map(
    providers.map((provider) => [
      textIn(provider, 'NAME') ?? 'None',
      { provider, party: createRelyingParty(gateway, provider) },
    ]),
  )

  /** Everything but the sign-in page sends strangers there. */
  const inside =
    (answer: (user: User, response: ServerResponse) => void): Answer =>
    ({ session, response, address }) => {
      if (session.user) return answer(session.user, response)
      session.notices.push(notices.signIn)
      redirect(response, 302, `/login?next=${address.pathname}`)
    }

  const signIn: Answer = ({ session, response }) => {
    signInPage(response, configuration, session.notices.splice(0))
  }

  const press: Answer = async (exchange) => {
    const { request, response, session, address } = exchange
    const name = new URLSearchParams(await bodyOf(request)).get('oauth2_button')
    if (!sources.includes('oauth2') || name === null) return redirect(response, 302, '/login')
    const unknown = sources.find((source) => !knownSources.includes(String(source)))
    if (unknown !== undefined) throw new Error(tell(errors.unknownSource, String(unknown)))
    const wrong = misconfigured(providers)
    if (wrong) throw new Error(wrong.message)
    const chosen = parties.get(name)
    if (!chosen) {
      session.notices.push(name === '' ? notices.noButton : notices.unknownButton)
      return signIn(exchange)
    }
    const { url, leaving } = await chosen.party.leave(callbackOf(address))
    session.provider = name
    session.leaving.set(leaving.state, leaving)
    redirect(response, 302, url.href)
  }

  function callbackOf({ protocol, host }: URL): string {
    const scheme = trustsScheme(String(settings.PROXY_X_PROTO_COUNT ?? 1)) ? protocol : 'http:'
    return `${scheme}//${host}${callbackPath}`
  }

  const comeBack: Answer = async ({ session, response, address: { searchParams: query } }) => {
    const chosen = parties.get(session.provider ?? '')
    if (!chosen) {
      session.notices.push(notices.expired)
      return redirect(response, 302, '/login')
    }
    const { provider, party } = chosen
    try {
      const error = query.get('error')
      if (error !== null) throw new Error(`${error}: ${query.get('error_description') ?? ''}`)
      const state = query.get('state') ?? ''
      const leaving = session.leaving.get(state)
      session.leaving.delete(state)
      if (!leaving) throw new Error(errors.state)
      const tokens = await party.exchange(query.get('code') ?? '', leaving)
      const { username, email } = await identify(provider, tokens, party.userinfo)
      session.user = users.signIn(username, email)
    } catch (error) {
      if (!(error instanceof Denied)) throw error
      session.notices.push(error.message)
    }
    delete session.provider
    redirect(response, 302, '/browser/')
  }

  const answers: Readonly<Record<string, Answer>> = {
    '/': inside((_, response) => redirect(response, 302, '/browser/')),
    '/login': signIn,
    '/authenticate/login': press,
    [callbackPath]: comeBack,
    '/browser/': inside((_, response) => mainPage(response)),
    '/browser/js/utils.js': inside(({ username }, response) =>
      script(response, `userMenuInfo: {\n  username: '${quoted(username)}',\n}`),
    ),
    '/user_management/current_user.js': inside(({ email }, response) =>
      script(
        response,
        `'email': '${quoted(email ?? 'None')}',\n'is_admin': false,\n'current_auth_source': 'oauth2',\n`,
      ),
    ),
  }

  return async (request, response) => {
    const address = addressOf(request)
    const answer = answers[address.pathname]
    if (!answer) return json(response, 404, { success: 0, errormsg: '404 Not Found' })
    const session = sessions.of(request, response)
    try {
      await answer({ request, response, address, session })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      log.push(message)
      failure(response, message)
    }
  }
}

const quoted = (text: string) => text.replaceAll("'", "\\'")
