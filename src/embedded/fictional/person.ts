import type { Dialect } from '../dialect/index.ts'
import { createEmbedded, type Embedded } from '../instance.ts'
import { type Answer, request } from '../message.ts'
import { type FictionalClient, fictional, origin } from './dialect.ts'

export const callback = 'https://app.company/cb'

/** A provider with one client and two people, anna in `staff`. */
export function made(
  client: Partial<FictionalClient> = {},
  dialect: Dialect<FictionalClient> = fictional(),
): Embedded<FictionalClient> {
  const embedded = createEmbedded(dialect)
  embedded.clients.set('app', {
    clientId: 'app',
    clientSecret: 'secret',
    redirectUris: [callback],
    groups: [],
    consent: false,
    ...client,
  })
  for (const [name, groups] of [
    ['anna', ['staff']],
    ['bert', []],
  ] as const) {
    const id = `id-of-${name}`
    embedded.users.set(id, {
      id,
      username: name,
      password: 'pass',
      email: `${name}@app.company`,
      emailVerified: true,
      givenName: name,
      familyName: 'Example',
      groups: [...groups],
    })
  }
  return embedded
}

/** A browser of one person, as far as these tests need one. */
export class Person {
  readonly #embedded: Embedded<FictionalClient>
  readonly #cookies = new Map<string, string>()
  readonly name: string

  constructor(embedded: Embedded<FictionalClient>, name: string) {
    this.#embedded = embedded
    this.name = name
  }

  async send(method: string, path: string, fields: Record<string, string> = {}): Promise<Answer> {
    const parameters = new URLSearchParams(fields)
    const url = new URL(method === 'GET' && parameters.size ? `${path}?${parameters}` : path, origin)
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await this.#embedded.handle(
      request(method, url, {
        headers: cookie ? { cookie } : {},
        form: method === 'POST' ? parameters : new URLSearchParams(),
      }),
    )
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
      this.#cookies.set(name, value)
    }
    return answer
  }

  authorize(more: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', '/authorize', {
      client_id: 'app',
      response_type: 'code',
      redirect_uri: callback,
      scope: 'openid groups',
      state: 's',
      ...more,
    })
  }

  /** Asks for authorization and logs in. */
  async logIn(more: Record<string, string> = {}): Promise<Answer> {
    await this.authorize(more)
    return this.send('POST', '/login', { username: this.name, password: 'pass' })
  }
}

/** The code in the address that a browser is sent to. */
export function codeIn({ headers }: Answer): string {
  return new URL(String(headers.location)).searchParams.get('code') ?? ''
}

/** A token request with right credentials, unless told otherwise. */
export async function exchange(
  embedded: Embedded<FictionalClient>,
  fields: Record<string, string>,
): Promise<{ status: number; body: Record<string, string> }> {
  const form = new URLSearchParams({
    client_id: 'app',
    client_secret: 'secret',
    redirect_uri: callback,
    ...fields,
  })
  const answer = await embedded.handle(request('POST', `${origin}/token`, { form }))
  return {
    status: answer.status,
    body: answer.body.startsWith('{') ? JSON.parse(answer.body) : { text: answer.body },
  }
}
