import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Gateway } from '../../../web/contract.ts'
import { json } from '../../_shared/answer.ts'
import type { AccountSettings } from '../account.ts'
import type { Installation } from '../installation.ts'
import { type Account, LoginRefused, type ManagementServer } from '../server.ts'
import { Accounts, NotAllowed, type User } from './accounts.ts'
import { type Claims, InvalidToken, TokenRules } from './token.ts'

/** Decided after the token was taken, so not tried again. */
class LoginBlocked extends LoginRefused {}

/** The management server: the API that the dashboard calls, and the login of machines. */
export class Management implements ManagementServer {
  readonly account: Account
  readonly #accounts: Accounts
  readonly #log: string[] = []
  readonly #rules: TokenRules
  readonly #userIdClaim: string
  readonly #usedTokens = new Set<string>()

  constructor(settings: Installation['management'], account: AccountSettings, gateway: Gateway) {
    this.#rules = new TokenRules(settings, gateway)
    this.#userIdClaim = settings.userIdClaim
    this.#accounts = new Accounts(account)
    this.account = {
      react: async (_, seen) => {
        const waits = seen.outcome === 'refused' && seen.message === 'user is blocked'
        if (!waits || account.approval !== 'approve') return false
        this.#accounts.approvePending()
        return true
      },
      groupNames: async (names) => [...names].sort(),
    }
  }

  start(): Promise<void> {
    return this.#rules.loadKeys()
  }

  async logs(): Promise<string[]> {
    return this.#log.slice(-20)
  }

  async stop(): Promise<void> {}

  /** `GET /api/users/current` and nothing else: that is what shows who is signed in. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://management')
    if (pathname === '/api/instance') return json(response, 200, { setup_required: false })
    const [scheme, token] = (request.headers.authorization ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !token)
      return refuse(response, 401, 'no valid authentication provided')
    try {
      const { user } = await this.#admit(token)
      if (pathname !== '/api/users/current') return refuse(response, 404, 'not found')
      // A user who waits for approval is blocked, and that is asked first (user.go:1459).
      if (user.blocked) return refuse(response, 403, 'user is blocked')
      json(response, 200, currentUser(user))
    } catch (error) {
      if (!(error instanceof InvalidToken || error instanceof NotAllowed)) throw error
      this.#log.push(`Error when validating JWT: ${error.message}`)
      refuse(response, 401, 'token invalid')
    }
  }

  /** `Login` over gRPC (server.go:541-573): a token is claimed before the groups are looked at, and three times tried. */
  async login(token: string): Promise<void> {
    let last = new LoginRefused('')
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        const user = await this.#loginOnce(token)
        if (user.blocked) throw new LoginBlocked('user is blocked')
        return
      } catch (error) {
        if (!(error instanceof LoginRefused) || error instanceof LoginBlocked) throw error
        this.#log.push(`failed validating JWT token sent from peer with error ${error.message}`)
        last = error
      }
    }
    throw last
  }

  async #loginOnce(token: string): Promise<User> {
    try {
      const claims = await this.#rules.accept(token)
      if (claims.exp === undefined) throw new LoginRefused('jwt token has no expiration')
      if (this.#usedTokens.has(token)) throw new LoginRefused('JWT already used')
      this.#usedTokens.add(token)
      return this.#accounts.admit(String(claims[this.#userIdClaim]), claims)
    } catch (error) {
      if (error instanceof InvalidToken) throw new LoginRefused(`invalid jwt token, err: ${error.message}`)
      if (error instanceof NotAllowed) throw new LoginRefused(error.message)
      throw error
    }
  }

  async #admit(token: string): Promise<{ user: User; claims: Claims }> {
    const claims = await this.#rules.accept(token)
    return { claims, user: this.#accounts.admit(String(claims[this.#userIdClaim]), claims) }
  }
}

function refuse(response: ServerResponse, code: number, message: string) {
  json(response, code, { message, code })
}

function currentUser(user: User) {
  const { id, email, name, role, autoGroups } = user
  return {
    id,
    email,
    name,
    role,
    status: 'active',
    is_current: true,
    is_blocked: user.blocked,
    pending_approval: user.pendingApproval,
    auto_groups: autoGroups,
  }
}
