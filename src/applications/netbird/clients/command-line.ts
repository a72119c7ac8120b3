import type { IncomingMessage, ServerResponse } from 'node:http'
import { decodeJwt } from 'jose'
import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi'
import type { Browser, Gateway, Page } from '../../../web/contract.ts'
import { addressOf, html } from '../../_shared/answer.ts'
import type { SignIn } from '../../contract.ts'
import type { Installation } from '../installation.ts'
import { LoginRefused, type ManagementServer } from '../server.ts'
import { type Door, refused, refusedByProvider, whoAmI } from './dashboard.ts'

type Settings = Installation['commandLine']
type Tokens = { access_token?: string; id_token?: string }

interface Run {
  state: string
  verifier: string
  outcome: Tokens | Error | null
}

/** `netbird up` on the reader's machine: a listener on localhost, golang's oauth2, and the login at management. */
export class CommandLine implements Door {
  readonly #settings: Settings
  readonly #gateway: Gateway
  readonly #management: ManagementServer
  readonly #api: string
  /** One `netbird up` per person, by the state that it sent. */
  readonly #runs = new Map<string, Run>()
  readonly #stateOf = new WeakMap<Browser, string>()

  constructor({ commandLine, dashboard }: Installation, management: ManagementServer, gateway: Gateway) {
    this.#settings = commandLine
    this.#management = management
    this.#api = dashboard.api
    this.#gateway = gateway
  }

  async begin(browser: Browser): Promise<Page> {
    const fault = this.#configurationFault()
    const run: Run = {
      state: generateRandomCodeVerifier(),
      verifier: generateRandomCodeVerifier(),
      outcome: fault ? new Error(fault) : null,
    }
    this.#runs.set(run.state, run)
    this.#stateOf.set(browser, run.state)
    // With a faulty configuration no browser is opened at all; the page stands for what the terminal says.
    return browser.open(
      fault ? `${this.#settings.redirectUrl}/?state=${run.state}` : await this.#authorizationUrl(run),
    )
  }

  async finish(browser: Browser, page: Page): Promise<SignIn> {
    if (page.url.origin !== this.#settings.redirectUrl) return refusedByProvider(page)
    const run = this.#runs.get(this.#stateOf.get(browser) ?? '')
    // An answer with a foreign state reaches the listener, and no run.
    return run?.outcome ? this.#finish(run.outcome) : refused('authentication failed: Invalid state')
  }

  /** client/internal/auth/pkce_flow.go (v0.77.1): the page that the browser ends on. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const query = addressOf(request).searchParams
    const run = this.#runs.get(query.get('state') ?? '')
    const outcome = run
      ? (run.outcome ?? (await this.#receive(query, run)))
      : new Error('authentication failed: Invalid state')
    if (run) run.outcome = outcome
    const text = outcome instanceof Error ? `Login Failed ${outcome.message}` : 'Login Successful'
    html(response, 200, 'NetBird Login', text)
  }

  /** What management sent is looked at before anything else (pkce_flow.go:66-85). */
  #configurationFault(): string | null {
    const needed = {
      'Client ID': this.#settings.clientId,
      'Token Endpoint': this.#settings.tokenEndpoint,
      'Authorization Auth Endpoint': this.#settings.authorizationEndpoint,
      'PKCE Auth Scopes': this.#settings.scope,
    }
    const [missing] = Object.entries(needed).find(([, value]) => value === '') ?? []
    return missing
      ? `invalid provider configuration received from management: ${missing} value is empty. Contact your NetBird administrator`
      : null
  }

  async #authorizationUrl(run: Run): Promise<URL> {
    const { prompt } = this.#settings
    const url = new URL(this.#settings.authorizationEndpoint)
    const parameters = {
      audience: this.#settings.audience,
      client_id: this.#settings.clientId,
      code_challenge: await calculatePKCECodeChallenge(run.verifier),
      code_challenge_method: 'S256',
      redirect_uri: this.#settings.redirectUrl,
      response_type: 'code',
      scope: this.#settings.scope,
      state: run.state,
      ...(prompt === 'login' && { prompt: 'login' }),
      ...(prompt === 'max_age' && { max_age: '0' }),
    }
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
    return url
  }

  async #receive(answer: URLSearchParams, run: Run): Promise<Tokens | Error> {
    const error = answer.get('error')
    if (error) return new Error(`authentication failed: ${answer.get('error_description') || error}`)
    const code = answer.get('code')
    return code ? this.#exchange(code, run) : new Error('authentication failed: missing code')
  }

  /** golang.org/x/oauth2 finds out by trying: HTTP Basic first, then the credentials in the body. */
  async #exchange(code: string, run: Run): Promise<Tokens | Error> {
    const body = {
      code,
      code_verifier: run.verifier,
      grant_type: 'authorization_code',
      redirect_uri: this.#settings.redirectUrl,
    }
    const { clientId, clientSecret } = this.#settings
    const basic = Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64')
    const first = await this.#post(body, { authorization: `Basic ${basic}` })
    if (!(first instanceof Error)) return first
    return this.#post({ ...body, client_id: clientId, ...(clientSecret && { client_secret: clientSecret }) })
  }

  async #post(body: Record<string, string>, headers: Record<string, string> = {}): Promise<Tokens | Error> {
    const response = await this.#gateway.fetch(this.#settings.tokenEndpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(body).toString(),
    })
    const text = await response.text()
    const answer = parse(text)
    if (response.ok && answer?.access_token) return answer
    if (response.ok) return new Error('oauth2: server response missing access_token')
    if (answer?.error)
      return new Error(
        `oauth2: "${answer.error}"${answer.error_description ? ` "${answer.error_description}"` : ''}`,
      )
    return new Error(`oauth2: cannot fetch token: ${response.status} Response: ${text}`)
  }

  async #finish(outcome: Tokens | Error): Promise<SignIn> {
    if (outcome instanceof Error) return refused(outcome.message)
    const token = (this.#settings.usesIdToken ? outcome.id_token : outcome.access_token) ?? ''
    const fault = tokenFault(token, this.#settings.audience || this.#settings.clientId)
    if (fault) return refused(`authentication failed: invalid access token - ${fault}`)
    return this.#register(token)
  }

  /**
   * `Login`, and then the API's word on whose machine it is. Of the tries that a later user makes until the owner has
   * approved them, only the last is made.
   */
  async #register(token: string): Promise<SignIn> {
    const ask = () =>
      whoAmI((url, init) => this.#gateway.fetch(url, init), this.#api, token, this.#management.account)
    await ask()
    try {
      await this.#management.login(token)
    } catch (error) {
      if (error instanceof LoginRefused) return refused(error.message)
      throw error
    }
    return ask()
  }
}

/** The command line wants a JWT whose audience has the one it was told (client/internal/auth/util.go). */
function tokenFault(token: string, audience: string): string | null {
  if (token === '') return 'token received is empty'
  if (token.split('.').length !== 3) return 'token is not a well-formed JWT'
  try {
    const { aud } = decodeJwt(token)
    if (aud === undefined) return 'required token field audience is absent'
    return [aud].flat().includes(audience) ? null : 'invalid JWT token audience field'
  } catch {
    return 'token is not a well-formed JWT'
  }
}

function parse(text: string): Record<string, string> | null {
  try {
    return JSON.parse(text) as Record<string, string>
  } catch {
    return null
  }
}

/** url.QueryEscape, as RFC 6749 section 2.3.1 wants it in Basic credentials. */
function encode(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1)
}
