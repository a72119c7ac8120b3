import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Gateway } from '../../../web/contract.ts'
import { html, json, redirect } from '../../_shared/answer.ts'
import { callbackPath } from '../knowledge/addresses.ts'
import * as say from '../messages.ts'
import { createAccounts } from './accounts.ts'
import { type Configuration, initial, isActive } from './configuration.ts'
import { createRelyingParty, type Pending, type RelyingParty, random } from './relying-party.ts'
import { createSeal } from './seal.ts'

const correlation = '.AspNetCore.Correlation.'

/** The web service of Technitium DNS Server, as far as single sign-on goes. */
export function createServer(gateway: Gateway, version: { userinfo: boolean }) {
  const accounts = createAccounts()
  const seal = createSeal()
  const log: string[] = []
  let settings: Configuration = initial
  let party: RelyingParty | null = null

  const fail = (response: ServerResponse, message: string, reason: unknown) => {
    log.push(reason instanceof Error ? chain(reason) : String(reason))
    redirect(response, 302, `/#error=${encodeURIComponent(message)}`)
  }

  const paths: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
    '/'(_, response) {
      const button = isActive(settings) ? 'OpenID Connect' : ''
      html(response, 200, 'Technitium DNS Server', `Username Password Login ${button}`.trim())
    },
    '/api/sso/status'(_, response) {
      json(response, 200, { ssoEnabled: isActive(settings), status: 'ok' })
    },
    async '/sso/login'(request, response) {
      if (!party) return fail(response, say.unreachable, 'Single sign-on is not active')
      const nonce = random()
      const pending = { redirectUri: redirectUri(request, settings), verifier: random(), nonce }
      const id = random()
      const state = seal.close({ ...pending, id, '.redirect': '/sso/login' })
      try {
        const location = await party.begin({ ...pending, state })
        const attributes = `path=${callbackPath}; secure; samesite=none; httponly; max-age=900`
        response.setHeader('set-cookie', [
          `${correlation}${id}=N; ${attributes}`,
          `.AspNetCore.OpenIdConnect.Nonce.${seal.close({ nonce })}=N; ${attributes}`,
        ])
        redirect(response, 302, location)
      } catch (error) {
        fail(response, say.unreachable, error)
      }
    },
    async [callbackPath](request, response) {
      const answer = await answerOf(request)
      const pending = seal.open(answer.get('state') ?? '') as (Pending & { id: string }) | null
      const cookies = request.headers.cookie ?? ''
      if (!party || !pending)
        return fail(response, say.remoteFailure, 'Unable to unprotect the message.State.')
      if (!cookies.includes(`${correlation}${pending.id}=N`)) {
        return fail(response, say.remoteFailure, 'Correlation failed.')
      }
      if (answer.has('error')) return fail(response, say.remoteFailure, String(answer))
      try {
        const done = accounts.finalise(await party.finish(answer, pending), settings)
        if ('error' in done) return fail(response, done.error, done.error)
        response.setHeader('set-cookie', `token=${done.token}; max-age=120; path=/`)
        redirect(response, 302, '/')
      } catch (error) {
        fail(response, say.authenticationFailed, error)
      }
    },
    '/api/user/session/get'(request, response) {
      const account = accounts.bySession(bearer(request))
      if (!account) return json(response, 200, invalidToken)
      const { username, displayName, subject, groups } = account
      const full = groups.includes('Administrators')
      const section = (name: string, view: boolean) => [
        name,
        { canView: view, canModify: full, canDelete: full },
      ]
      const permissions = Object.fromEntries([section('Dashboard', true), section('Administration', full)])
      json(response, 200, {
        displayName,
        username,
        isSsoUser: subject !== null,
        token: bearer(request),
        info: { permissions },
        status: 'ok',
      })
    },
    '/api/user/profile/get'(request, response) {
      const account = accounts.bySession(bearer(request))
      if (!account) return json(response, 200, invalidToken)
      const { username, displayName, groups } = account
      json(response, 200, { response: { username, displayName, memberOfGroups: groups }, status: 'ok' })
    },
  }

  const listener: RequestListener = async (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const base = settings.announced['x-forwarded-prefix'] ?? ''
    const answer = paths[base && path.startsWith(base) ? path.slice(base.length) || '/' : path]
    if (answer) await answer(request, response)
    else response.writeHead(404).end()
  }

  return {
    listener,
    log,
    configure(next: Configuration) {
      settings = next
      party = isActive(next) ? createRelyingParty(next, gateway, version) : null
    },
  }
}

const invalidToken = { status: 'invalid-token', errorMessage: 'Invalid token or session expired.' }

/** From the request as the server sees it: the reader's proxy ends TLS, so without its headers the scheme is http. */
function redirectUri(request: IncomingMessage, { announced, ownTls }: Configuration): string {
  const seen = { proto: String(request.headers['x-forwarded-proto']), host: request.headers.host ?? '' }
  const sent = (name: 'proto' | 'host', otherwise: string) => {
    const text = announced[`x-forwarded-${name}`]
    // A variable of the proxy stands for what the proxy itself got.
    return text === undefined ? otherwise : /[${%]/.test(text) ? seen[name] : text
  }
  const prefix = announced['x-forwarded-prefix'] ?? ''
  return `${sent('proto', ownTls ? 'https' : 'http')}://${sent('host', seen.host)}${prefix}${callbackPath}`
}

/** A form that the provider's page posted, or a query where the provider knows no `form_post`. */
async function answerOf(request: IncomingMessage): Promise<URLSearchParams> {
  if (request.method !== 'POST') return new URL(request.url ?? '/', 'http://server').searchParams
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  return new URLSearchParams(body)
}

function bearer(request: IncomingMessage): string {
  return request.headers.authorization?.replace(/^Bearer /, '') ?? ''
}

function chain(error: Error): string {
  const cause = error.cause instanceof Error ? `: ${chain(error.cause)}` : ''
  return `${error.message}${cause}`
}
