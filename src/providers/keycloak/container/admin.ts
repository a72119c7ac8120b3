import { patience } from '../../../machine/patience.ts'
import { askServer, silence } from '../../../web/upstream.ts'
import { Infrastructure } from '../../contract.ts'

/** Keycloak's Admin REST API, as little of it as is needed. Source: Admin REST API, 26.x; base `/admin/realms`. */
export interface Admin {
  /** Throws {@link AdminRefusal} where Keycloak says no, {@link Infrastructure} where it does not answer. */
  call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<unknown>
  /** Keycloak's clock, as a fresh token tells it: its answers have no `Date` (seen running, 26.7.0). */
  now(): Promise<Date>
}

export class AdminRefusal extends Error {
  override readonly name = 'AdminRefusal'
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Said with a status of the client's, though nothing is wrong with the request (recorded run, 26.7.0: data folder full). */
const ownTrouble = /^Database operation failed/

/** Seconds for which a token is used; Keycloak's lives for 60. */
const tokenLife = 45

export function openAdmin(url: string, username: string, password: string): Admin {
  let token: { value: string; until: number } | null = null

  async function freshToken(): Promise<string> {
    const form = new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username, password })
    const answer = await reach(`${url}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: form,
    })
    if (!answer.ok)
      throw new Infrastructure(`Keycloak at ${url} refuses its administrator: ${await answer.text()}`)
    return ((await answer.json()) as { access_token: string }).access_token
  }

  async function accessToken(): Promise<string> {
    if (token && token.until > Date.now()) return token.value
    const value = await freshToken()
    token = { value, until: Date.now() + tokenLife * 1000 }
    return value
  }

  return {
    async call(method, path, body) {
      const answer = await reach(`${url}/admin/realms${path}`, {
        method,
        headers: { authorization: `Bearer ${await accessToken()}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (answer.status >= 500)
        throw new Infrastructure(`Keycloak answers ${answer.status} to ${method} ${path}: ${text}`)
      if (answer.ok) return text === '' ? null : JSON.parse(text)
      const reason = refusalIn(text) ?? `${answer.status} to ${method} ${path}`
      if (ownTrouble.test(reason)) throw new Infrastructure(`Keycloak answers ${method} ${path}: ${reason}`)
      throw new AdminRefusal(answer.status, reason)
    },
    async now() {
      const [, claims = ''] = (await freshToken()).split('.')
      const { iat } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iat: number }
      return new Date(iat * 1000)
    },
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await askServer(url, init, silence(patience()))
  } catch (error) {
    throw new Infrastructure(`Keycloak does not answer at ${url}: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

function refusalIn(text: string): string | null {
  try {
    const { errorMessage, error_description, error } = JSON.parse(text)
    return errorMessage ?? error_description ?? error ?? null
  } catch {
    return null
  }
}
