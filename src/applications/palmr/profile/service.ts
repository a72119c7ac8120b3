import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi'
import type { Gateway } from '../../../web/contract.ts'
import { joined, type Row } from '../row.ts'
import { discoveryPaths, type FieldNames, genericFields, guessedEndpoints } from '../rows.ts'
import type { UserInfo } from './users.ts'

/** The row as it stands in the database once the guide's values are saved. */
export interface SavedRow {
  name: string
  displayName: string
  type: 'oidc' | 'oauth2'
  enabled: boolean
  autoRegister: boolean
  providerUrl: string
  clientId: string
  clientSecret: string
  scopes: string[]
  /** Seeded or entered by hand; null where Palmr has to find them. */
  endpoints: Endpoints | null
  fields: FieldNames
}

export interface Endpoints {
  authorization: string
  token: string
  userinfo: string
}

interface Pending {
  verifier: string
}

/** apps/server/src/modules/auth-providers/service.ts (v3.3.2-beta): plain requests, no library, no ID token. */
export class SignInService {
  readonly #row: SavedRow
  readonly #gateway: Gateway
  /** In memory, not bound to a browser and not deleted after use. */
  readonly #pending = new Map<string, Pending>()

  constructor(row: SavedRow, gateway: Gateway) {
    this.#row = row
    this.#gateway = gateway
  }

  async authorizationUrl(name: string, callback: string): Promise<string> {
    this.#mustBeEnabled(name)
    const state = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex')
    const verifier = this.#row.type === 'oidc' ? generateRandomCodeVerifier() : ''
    this.#pending.set(state, { verifier })
    const { authorization } = await this.#endpoints()
    if (!this.#row.clientId) throw new Error(`Client ID not configured for provider: ${name}`)
    const url = new URL(authorization)
    url.searchParams.set('client_id', this.#row.clientId)
    url.searchParams.set('redirect_uri', callback)
    url.searchParams.set('response_type', 'code')
    url.searchParams.set('scope', this.#row.scopes.join(' '))
    url.searchParams.set('state', state)
    if (verifier) {
      url.searchParams.set('code_challenge', await calculatePKCECodeChallenge(verifier))
      url.searchParams.set('code_challenge_method', 'S256')
    }
    return url.href
  }

  /** What the provider says of the user; throws with the server's own words, of which the reader sees others. */
  async userInfo(
    name: string,
    code: string,
    state: string,
    callback: string,
  ): Promise<{ info: UserInfo; raw: Record<string, unknown> }> {
    const pending = this.#pending.get(state)
    if (!pending) throw new Error('Invalid or expired state')
    this.#mustBeEnabled(name)
    const endpoints = await this.#endpoints()
    const accessToken = await this.#redeem(endpoints.token, code, callback, pending)
    const raw = await this.#fetchUserInfo(endpoints.userinfo, accessToken)
    return { info: readUserInfo(raw, this.#row), raw }
  }

  #mustBeEnabled(name: string) {
    if (name !== this.#row.name || !this.#row.enabled)
      throw new Error(`Provider not found or disabled: ${name}`)
  }

  async #redeem(endpoint: string, code: string, callback: string, pending: Pending): Promise<string> {
    const body = new URLSearchParams({
      client_id: this.#row.clientId,
      code,
      redirect_uri: callback,
      grant_type: 'authorization_code',
      ...(this.#row.clientSecret && { client_secret: this.#row.clientSecret }),
      ...(pending.verifier && { code_verifier: pending.verifier }),
    })
    const response = await this.#gateway.fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: body.toString(),
    })
    if (!response.ok) throw new Error(`Token exchange failed: ${response.status} - ${await response.text()}`)
    const { access_token } = (await response.json()) as { access_token?: string }
    if (!access_token) throw new Error('No access token received')
    return access_token
  }

  async #fetchUserInfo(endpoint: string, accessToken: string): Promise<Record<string, unknown>> {
    const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' }
    const response = await this.#gateway.fetch(endpoint, { headers })
    if (!response.ok)
      throw new Error(`UserInfo request failed: ${response.status} - ${await response.text()}`)
    return (await response.json()) as Record<string, unknown>
  }

  async #endpoints(): Promise<Endpoints> {
    const { endpoints, providerUrl, type } = this.#row
    if (endpoints) {
      return {
        authorization: joined(endpoints.authorization, providerUrl),
        token: joined(endpoints.token, providerUrl),
        userinfo: joined(endpoints.userinfo, providerUrl),
      }
    }
    const found = type === 'oidc' ? await this.#discover(providerUrl) : null
    if (found) return found
    const guessed = guessedEndpoints(providerUrl)
    const base = providerUrl.replace(/\/$/, '')
    return {
      authorization: base + guessed.authorization,
      token: base + guessed.token,
      userinfo: base + guessed.userinfo,
    }
  }

  /** The first document with an authorization and a token endpoint wins; whatever goes wrong is passed over. */
  async #discover(providerUrl: string): Promise<Endpoints | null> {
    for (const path of discoveryPaths) {
      try {
        const response = await this.#gateway.fetch(`${providerUrl}${path}`, {
          headers: { accept: 'application/json' },
        })
        if (!response.ok) continue
        const document = (await response.json()) as Record<string, string | undefined>
        const { authorization_endpoint, token_endpoint, userinfo_endpoint = '' } = document
        if (authorization_endpoint && token_endpoint) {
          return { authorization: authorization_endpoint, token: token_endpoint, userinfo: userinfo_endpoint }
        }
      } catch {
        // As Palmr does: the next path is tried.
      }
    }
    return null
  }
}

function readUserInfo(raw: Record<string, unknown>, row: SavedRow): UserInfo {
  const pick = (names: string[]) => {
    const name = names.find((one) => raw[one] !== undefined && raw[one] !== null)
    return name === undefined ? undefined : String(raw[name])
  }
  const email = pick(row.fields.email)
  if (!email) throw new Error(`No email address found in account in ${row.displayName} account`)
  const id = pick(row.fields.id)
  if (!id) throw new Error('Missing required user information (email or external ID)')
  return {
    id,
    email,
    name: pick(row.fields.name),
    firstName: pick(row.fields.firstName),
    lastName: pick(row.fields.lastName),
  }
}

/** The row after the guide's values were entered; `text` gives what the reader types into a field. */
export function saved(
  row: Row,
  text: (field: Parameters<Row['given']>[0]) => string,
  scopes: string[],
): SavedRow {
  const manual = {
    authorization: text('authorization_endpoint'),
    token: text('token_endpoint'),
    userinfo: text('userinfo_endpoint'),
  }
  return {
    name: row.name,
    displayName: row.builtIn?.displayName ?? text('display_name'),
    type: row.type,
    enabled: row.enabled,
    autoRegister: row.autoRegister,
    providerUrl: text('provider_url'),
    clientId: text('client_id'),
    clientSecret: text('client_secret'),
    scopes,
    endpoints: row.builtIn ?? (manual.authorization ? manual : null),
    fields: row.builtIn?.fields ?? genericFields,
  }
}
