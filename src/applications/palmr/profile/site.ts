import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Gateway } from '../../../web/contract.ts'
import { addressOf, html, json, redirect } from '../../_shared/answer.ts'
import type { Account } from '../entrance.ts'
import { shown } from './failures.ts'
import { type SavedRow, SignInService } from './service.ts'
import { Users } from './users.ts'

/** Milliseconds written where seconds are meant (controller.ts:16). */
const cookieAge = 7 * 24 * 60 * 60 * 1000

/** Palmr's web front with the server behind it: the front passes on Host and the scheme, and turns 302 into 307. */
export class Site {
  readonly users: Users
  readonly log: string[] = []
  readonly #row: SavedRow
  readonly #service: SignInService
  readonly #sessions = new Map<string, string>()
  readonly #userInfo = new Map<string, Record<string, unknown>>()

  constructor(row: SavedRow, administrator: Pick<Account, 'username' | 'email'>, gateway: Gateway) {
    this.#row = row
    this.#service = new SignInService(row, gateway)
    this.users = new Users(administrator)
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = addressOf(request)
    const [, name, step] =
      /^\/api\/auth\/providers\/([^/]+)\/(authorize|callback)$/.exec(address.pathname) ?? []
    if (name && step === 'authorize') return this.#authorize(name, address, response)
    if (name && step === 'callback') return this.#callback(name, address, response)
    if (address.pathname === '/api/auth/me') return this.#me(request, response)
    const known = ['/', '/login', '/dashboard'].includes(address.pathname)
    html(response, known ? 200 : 404, 'Palmr', known ? 'Palmr' : 'This page could not be found.')
  }

  /** The last userinfo answer for this account: the claims that decided. */
  claimsOf(account: string): Record<string, unknown> {
    return this.#userInfo.get(account) ?? {}
  }

  async #authorize(name: string, address: URL, response: ServerResponse): Promise<void> {
    try {
      redirect(response, 307, await this.#service.authorizationUrl(name, callback(address, name)))
    } catch (error) {
      json(response, 400, { success: false, error: this.#note(error) })
    }
  }

  async #callback(name: string, address: URL, response: ServerResponse): Promise<void> {
    const login = (query: Record<string, string>) =>
      redirect(response, 307, `${address.origin}/login?${new URLSearchParams(query)}`)
    const { code, state, error } = Object.fromEntries(address.searchParams)
    if (error) return login({ error: 'oauth_error', provider: name })
    if (!code) return login({ error: 'missing_code', provider: name })
    if (!state) return login({ error: 'missing_parameters', provider: name })
    try {
      const { info, raw } = await this.#service.userInfo(name, code, state, callback(address, name))
      const account = this.users.signIn(info, this.#row.autoRegister, this.#row.displayName)
      this.#userInfo.set(account.id, raw)
      response.setHeader('set-cookie', this.#session(account, address))
      redirect(response, 307, `${address.origin}/dashboard`)
    } catch (thrown) {
      const { error: type, message } = shown(this.#note(thrown), name)
      login({ error: type, provider: name, message })
    }
  }

  #session(account: Account, address: URL): string {
    const token = crypto.randomUUID()
    this.#sessions.set(token, account.id)
    const secure = address.protocol === 'https:' ? '; Secure' : ''
    return `token=${token}; Max-Age=${cookieAge}; Path=/; HttpOnly; SameSite=Lax${secure}`
  }

  #me(request: IncomingMessage, response: ServerResponse): void {
    const [, token = ''] = /(?:^|; )token=([^;]+)/.exec(request.headers.cookie ?? '') ?? []
    const account = this.users.find(this.#sessions.get(token) ?? '')
    json(response, 200, { user: account ?? null })
  }

  #note(thrown: unknown): string {
    const text = thrown instanceof Error ? thrown.message : String(thrown)
    this.log.push(text)
    return text
  }
}

function callback(address: URL, name: string): string {
  return `${address.origin}/api/auth/providers/${name}/callback`
}
