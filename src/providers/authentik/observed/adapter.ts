import { type Request, request } from '../../../embedded/message.ts'
import type { Case, Recording } from '../../../embedded/observed/recording.ts'
import type { ReplayAdapter, Subject } from '../../../embedded/observed/subject.ts'
import { selfSignedCertificate } from '../certificate.ts'
import { type AuthentikClient, hashedId, type Mapping, subjectOf, uuidOf } from '../dialect/subjects.ts'
import { stockMappings } from '../mappings.ts'
import { createWorld, type World } from '../world.ts'

const base = 'https://authentik.company'
const certificate = await selfSignedCertificate()
const password = (user: string) => `password of ${user}`

/** A redirect entry, a mapping and a client as the recording writes them: authentik's own field names. */
interface RecordedRedirect {
  matching_mode: 'strict' | 'regex'
  url: string
  redirect_uri_type: 'authorization' | 'logout'
}
type RecordedMapping = string | { scope_name: string; expression: string }
interface RecordedClient {
  authorization_flow: string
  client_type: 'confidential' | 'public'
  redirect_uris: RecordedRedirect[]
  signing_key: string | null
  property_mappings: RecordedMapping[]
  sub_mode: string
  issuer_mode: 'per_provider' | 'global'
  include_claims_in_id_token: boolean
  application: {
    slug: string
    entitlements?: Array<{ name: string; 'bound to group': string }>
    bindings?: Array<{ group: string }>
  }
}

/** authentik as it was recorded: made over its interface for programs, whose defaults are an hour and no mappings. */
export const adapter: ReplayAdapter = {
  prepare(recording, one) {
    const world = createWorld(base, recording.version, certificate)
    addUsers(world, recording)
    const clients = new Map(
      Object.entries(recording.clients).map(([name, settings], index) => {
        const changed = name === one.given.client ? { ...settings, ...one.given } : settings
        return [name, toClient(name, changed as unknown as RecordedClient, index + 1, recording.version)]
      }),
    )
    const ready = Promise.all([...clients.values()].map((client) => world.addClient(client)))
    return subject(world, clients, one, ready)
  },
}

function subject(
  world: World,
  clients: ReadonlyMap<string, AuthentikClient>,
  one: Case,
  ready: Promise<unknown>,
): Subject {
  const secrets = storedSecrets(one)
  const handle = async (asked: Request) => {
    await ready
    if (secrets.length === 0 || asked.method !== 'POST' || !asked.form.has('code')) return world.handle(asked)
    const client = world.embedded.clients.get(named(one.given.client ?? '').clientId)!
    client.clientSecret = secrets.shift()!
    const session = await logIn(world.handle, one.given.user ?? '', client.clientId)
    asked.form.set('code', await freshCode(world, client.clientId, session))
    return world.handle(asked)
  }
  const named = (name: string) => {
    const client = clients.get(name)
    if (!client) throw new Error(`the recording has no client ${name}`)
    return client
  }
  const userOf = (name: string) => [...world.embedded.users.values()].find((user) => user.username === name)!
  return {
    base,
    embedded: { handle },
    client: named,
    subjectOf: (user) =>
      subjectOf(named(one.given.client ?? 'confidential'), userOf(user), world.setting.installId),
    password,
    addresses: () => ({
      authorization: '/application/o/authorize/',
      token: '/application/o/token/',
      userinfo: '/application/o/userinfo/',
    }),
    login: (user) => logIn(handle, user, named('confidential').clientId),
    bindings: () => ({ uid: hashedId({ ...userOf('anna'), id: 'none' }, 'none') }),
  }
}

/** The client's secret at each exchange, where the recording changed it between them; each had a code of its own. */
function storedSecrets(one: Case): string[] {
  return one.exchanges.flatMap(
    ({
      request: { 'client_secret stored': secret },
    }: {
      request: object & { 'client_secret stored'?: string }
    }) => (secret === undefined ? [] : [secret]),
  )
}

async function freshCode(world: World, clientId: string, session: readonly string[]): Promise<string> {
  const url = new URL(`${base}/application/o/authorize/`)
  url.search = authorizationQuery(clientId)
  const answer = await world.handle(request('GET', url, { headers: { cookie: session.join('; ') } }))
  return new URL(String(answer.headers.location)).searchParams.get('code') ?? ''
}

function authorizationQuery(clientId: string): string {
  const query = {
    client_id: clientId,
    response_type: 'code',
    scope: 'openid profile email',
    redirect_uri: 'https://app.example.com/cb',
  }
  return new URLSearchParams(query).toString()
}

/** The session's cookies, of a login for whatever client. */
async function logIn(
  handle: (asked: Request) => ReturnType<World['handle']>,
  user: string,
  clientId: string,
): Promise<string[]> {
  const query = authorizationQuery(clientId)
  const first = await handle(request('GET', `${base}/application/o/authorize/?${query}`))
  const cookie = setCookies(first).join('; ')
  const form = new URLSearchParams({ uid_field: user, password: password(user) })
  const url = new URL(String(first.headers.location), base)
  const done = await handle(request('POST', url, { headers: { cookie }, form }))
  return setCookies(done)
}

function setCookies(answer: { headers: Readonly<Record<string, string | readonly string[]>> }): string[] {
  return [answer.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0]!)
}

function addUsers(world: World, recording: Recording): void {
  for (const [index, [username, settings]] of Object.entries(recording.users).entries()) {
    const [givenName = '', ...rest] = String(settings.name).split(' ')
    const id = String(index + 5)
    world.embedded.users.set(id, {
      id,
      username,
      password: password(username),
      email: String(settings.email),
      emailVerified: true,
      givenName,
      familyName: rest.join(' '),
      groups: settings['groups (names)'] as string[],
    })
  }
}

function toClient(name: string, given: RecordedClient, pk: number, version: string): AuthentikClient {
  const { slug, entitlements = [], bindings = [] } = given.application
  const redirects = (type: RecordedRedirect['redirect_uri_type']) =>
    given.redirect_uris
      .filter((one) => one.redirect_uri_type === type)
      .map((one) => ({
        mode: one.matching_mode === 'regex' ? ('regex' as const) : ('exact' as const),
        uri: one.url,
      }))
  const secret = `secret-of-${name}`
  return {
    clientId: `client-of-${name}`,
    clientSecret: given.client_type === 'public' ? null : secret,
    signingSecret: secret,
    signingKey: given.signing_key !== null,
    pk,
    name: `Provider ${slug}`,
    redirects: redirects('authorization'),
    logoutRedirects: redirects('logout'),
    explicitConsent: given.authorization_flow.includes('explicit'),
    subjectMode: given.sub_mode,
    issuerMode: given.issuer_mode,
    includeClaims: given.include_claims_in_id_token,
    lifetimes: { code: 60, accessToken: 3600, refreshToken: 30 * 86_400 },
    mappings: given.property_mappings.map((mapping) => toMapping(mapping, version)),
    application: { pk: uuidOf(slug), name: `App ${slug}`, slug, launchUrl: 'https://app.example.com' },
    entitlements: entitlements.map((one) => ({ name: one.name, groups: [one['bound to group']] })),
    allowedGroups: bindings.map((binding) => binding.group),
    claimsSupported: [],
  }
}

/** `goauthentik.io/providers/oauth2/scope-email` is the shipped mapping of the scope `email`. */
function toMapping(mapping: RecordedMapping, version: string): Mapping {
  if (typeof mapping !== 'string') {
    const { scope_name, expression } = mapping
    return { kind: 'own', name: 'recorded', scope: scope_name, expression, description: '' }
  }
  const scope = mapping.split('/scope-')[1] ?? ''
  const description = stockMappings(version).find((one) => one.scope === scope)?.description ?? ''
  return { kind: 'stock', scope, description }
}
