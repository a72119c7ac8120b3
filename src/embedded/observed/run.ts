import { createHash } from 'node:crypto'
import { type Answer, type Request, request as requestOf } from '../message.ts'
import type { Case, RecordedRequest } from './recording.ts'
import type { Subject } from './subject.ts'
import { type Bindings, fill } from './template.ts'

/** The verifier, the scope and the redirect URI of every recording. */
const verifier = 'verifier-0123456789-0123456789-0123456789-abcdef'
const usualScope = 'openid profile email'
const redirectUri = 'https://app.example.com/cb'

/** One case while it is replayed: its browsers, and what placeholders stand for so far. */
export class Run {
  readonly bindings: Bindings
  readonly subject: Subject
  readonly one: Case
  /** Cookies by browser: `anonymous`, or a user's name. */
  readonly #jars = new Map<string, Map<string, { value: string; turn: number }>>()
  #turn = 0
  #hidden = false
  readonly #queues = new Map<string, string[]>()

  constructor(subject: Subject, one: Case) {
    this.subject = subject
    this.one = one
    const { clientId, clientSecret } = subject.client(this.clientName)
    this.bindings = new Map([
      ['base', subject.base],
      ['client_id', clientId],
      ['client_secret', clientSecret ?? ''],
      ...(one.given.user ? ([['sub', subject.subjectOf(one.given.user)]] as const) : []),
      ...(one.given.user ? ([['password', subject.password(one.given.user)]] as const) : []),
      ...Object.entries(subject.bindings?.(one) ?? {}),
    ])
  }

  get clientName(): string {
    return this.one.given.client ?? 'confidential'
  }

  /** Sends a recorded request; steps that the recording left out are taken first. */
  async send(recorded: RecordedRequest): Promise<Answer> {
    await this.#supply(recorded)
    const browser = /\{session:(\w+)\}/.exec(recorded.headers?.cookie ?? '')?.[1] ?? 'anonymous'
    const url = new URL(fill(recorded.path, this.bindings), this.subject.base)
    for (const [name, value] of Object.entries(recorded.query ?? {})) {
      url.searchParams.append(name, fill(value, this.bindings))
    }
    const headers = Object.entries(recorded.headers ?? {})
      .filter(([name]) => name !== 'cookie')
      .map(([name, value]) => [name, fill(value, this.bindings)] as const)
    const form = new URLSearchParams(
      Object.entries(recorded.form ?? {}).map(([name, value]) => [name, fill(value, this.bindings)]),
    )
    const cookie = recorded.headers?.cookie ? this.cookies(browser) : ''
    const answer = await this.handle(
      browser,
      requestOf(recorded.method, url, {
        headers: { ...Object.fromEntries(headers), ...(cookie ? { cookie } : {}) },
        form,
        ...(recorded.json === undefined ? {} : { text: fill(JSON.stringify(recorded.json), this.bindings) }),
      }),
    )
    const { location } = answer.headers
    if (typeof location === 'string' && location.includes('?')) {
      const id = /[?&]interaction=([^&]+)/.exec(location)?.[1]
      if (id) this.bindings.set('interaction', id)
      this.bindings.set('query of the /if/flow/ URL', location.slice(location.indexOf('?') + 1))
    }
    return answer
  }

  async handle(browser: string, request: Request): Promise<Answer> {
    const answer = await this.subject.embedded.handle(request)
    this.#keep(browser, answer)
    return answer
  }

  /** A user's browser has what the anonymous one got as well: the recording logged in there. The later cookie counts. */
  cookies(browser: string): string {
    const anonymous = this.#hidden ? [] : (this.#jars.get('anonymous') ?? [])
    const all = [...anonymous, ...(this.#jars.get(browser) ?? [])]
    const latest = new Map(all.toSorted(([, a], [, b]) => a.turn - b.turn))
    return [...latest].map(([name, { value }]) => `${name}=${value}`).join('; ')
  }

  #keep(browser: string, answer: Answer): void {
    const jar = this.#jars.get(browser) ?? new Map<string, { value: string; turn: number }>()
    this.#jars.set(browser, jar)
    // Hidden logins count as done before the case.
    const turn = this.#hidden ? 0 : ++this.#turn
    for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) {
      const [name = '', ...value] = (cookie.split(';')[0] ?? '').split('=')
      jar.set(name, { value: value.join('='), turn })
    }
  }

  /** Values for a placeholder in the coming requests that have it, one each; the last one stays. */
  queue(name: string, values: readonly string[]): void {
    this.#queues.set(name, [...values])
  }

  async #supply(recorded: RecordedRequest): Promise<void> {
    const text = JSON.stringify(recorded)
    for (const [name, values] of this.#queues) {
      const [next] = values
      if (next === undefined || !text.includes(`{${name}}`)) continue
      this.bindings.set(name, next)
      if (values.length > 1) values.shift()
    }
    for (const [, user] of text.matchAll(/\{session:(\w+)\}/g)) if (user) await this.login(user)
    const wants = (name: string) => text.includes(`{${name}}`) && !this.bindings.has(name)
    if (wants('code')) await this.authorizeHidden(this.clientName)
    if (wants('access_token') || wants('refresh_token') || wants('id_token')) await this.exchangeHidden()
  }

  /** Logs in where the recording has a session; once per case and user. */
  async login(user: string): Promise<void> {
    if (this.#jars.get(user)?.size) return
    this.#hidden = true
    await this.#login(user)
    this.#hidden = false
  }

  async #login(user: string): Promise<void> {
    if (this.subject.login) {
      for (const cookie of await this.subject.login(user)) {
        this.#keep(user, { status: 200, headers: { 'set-cookie': cookie }, body: '' })
      }
      return
    }
    const page = await this.handle(
      user,
      this.#authorization('confidential', new URLSearchParams({ scope: usualScope }), user),
    )
    const action = /<form[^>]* action="([^"]*)"/.exec(page.body)?.[1]?.replaceAll('&#38;', '&') ?? ''
    const form = new URLSearchParams({ username: user, password: this.subject.password(user) })
    const url = new URL(action, this.subject.base)
    await this.handle(user, requestOf('POST', url, { headers: { cookie: this.cookies(user) }, form }))
  }

  /** Gets a code as the recording did without showing it. */
  async authorizeHidden(client: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const user = this.one.given.user
    if (!user) {
      this.bindings.set('code', 'invented-code-0123456789')
      return
    }
    await this.login(user)
    const answer = await this.handle(
      user,
      this.#authorization(client, new URLSearchParams({ ...this.#challenge(), ...more }), user),
    )
    const { location } = answer.headers
    const code = typeof location === 'string' ? /[?&#]code=([^&]+)/.exec(location)?.[1] : undefined
    if (!code)
      throw new Error(
        `no code in a step that the recording left out: ${answer.status} ${String(location)} ${answer.body.slice(0, 200)}`,
      )
    this.bindings.set('code', decodeURIComponent(code))
  }

  async exchangeHidden(more: Readonly<Record<string, string>> = {}): Promise<void> {
    if (!this.one.given.user) {
      for (const name of ['refresh_token', 'access_token', 'id_token'])
        this.bindings.set(name, `invented-${name}`)
      return
    }
    if (!this.bindings.has('code')) await this.authorizeHidden(this.clientName)
    await this.tokens({
      grant_type: 'authorization_code',
      code: this.bindings.get('code') ?? '',
      redirect_uri: redirectUri,
      ...(this.#challenge().code_challenge ? { code_verifier: verifier } : {}),
      ...more,
    })
    this.bindings.delete('code')
  }

  /** A token request of the case's client; what it yields is bound. */
  async tokens(form: Readonly<Record<string, string>>): Promise<void> {
    const { clientId, clientSecret } = this.subject.client(this.clientName)
    const url = new URL(this.subject.addresses(this.clientName).token, this.subject.base)
    const fields = {
      ...form,
      client_id: clientId,
      ...(clientSecret === null ? {} : { client_secret: clientSecret }),
    }
    const answer = await this.subject.embedded.handle(
      requestOf('POST', url, { form: new URLSearchParams(fields) }),
    )
    if (answer.status !== 200)
      throw new Error(`a step that the recording left out failed: ${answer.status} ${answer.body}`)
    this.bindTokens(JSON.parse(answer.body))
  }

  bindTokens(body: Readonly<Record<string, unknown>>): void {
    for (const name of ['access_token', 'refresh_token', 'id_token']) {
      const value = body[name]
      if (typeof value === 'string') this.bindings.set(name, value)
    }
  }

  #authorization(client: string, more: URLSearchParams, browser: string): Request {
    const url = new URL(this.subject.addresses(client).authorization, this.subject.base)
    url.search = new URLSearchParams({
      client_id: this.subject.client(client).clientId,
      response_type: 'code',
      scope: this.one.given.scope ?? usualScope,
      redirect_uri: redirectUri,
      state: 'state-0123456789',
      nonce: 'nonce-0123456789',
      ...Object.fromEntries(more),
    }).toString()
    const cookie = this.cookies(browser)
    return requestOf('GET', url, { headers: cookie ? { cookie } : {} })
  }

  /** A challenge was sent where the recording later shows its verifier, but in the case that lacks it on purpose. */
  #challenge(): Readonly<Record<string, string>> {
    const shown = this.one.exchanges.some(({ request }) => request.form?.code_verifier !== undefined)
    if (!shown || this.one.id === 'token/pkce-verifier-without-challenge') return {}
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    return { code_challenge: challenge, code_challenge_method: 'S256' }
  }
}
