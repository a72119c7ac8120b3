import { type Answer, type Request, redirect } from '../../../embedded/message.ts'
import type { Case, Recording } from '../../../embedded/observed/recording.ts'
import type { ReplayAdapter, Subject } from '../../../embedded/observed/subject.ts'
import { takeTurn } from '../../../machine/turn.ts'
import { minorOf } from '../versions.ts'
import { type Api, openApi } from './api.ts'
import { empty } from './objects.ts'
import { oneTimeCode } from './people.ts'
import { type PocketIdServer, pocketIdServer } from './server.ts'

/** The real server, asked what the recordings asked. */
export async function openReal(version: string): Promise<{ adapter: ReplayAdapter; stop(): Promise<void> }> {
  const server = await pocketIdServer(version, 'http://localhost:1411')
  const end = await takeTurn(server.url)
  const api = openApi(server.url, server.apiKey)
  let world: Promise<World> | undefined
  return {
    adapter: {
      async prepare(recording, one) {
        world ??= prepared(api, server, recording)
        return subjectFor(await world, one)
      },
    },
    async stop() {
      end()
      await server.stop()
    },
  }
}

/** One set of clients and people for all cases: each case has browsers of its own. */
interface World {
  api: Api
  server: PocketIdServer
  version: string
  clients: ReadonlyMap<string, { clientId: string; clientSecret: string | null }>
  people: ReadonlyMap<string, string>
}

interface Person {
  username: string
  'userGroups (name)': string[]
}

interface Client {
  isPublic?: boolean
  allowedUserGroups?: string[]
}

/** Names that answers show and the recordings do not list. */
const shown: Readonly<Record<string, string>> = {
  confidential: 'obs conf',
  'consent-required': 'obs consent',
}

async function prepared(api: Api, server: PocketIdServer, recording: Recording): Promise<World> {
  if (server.disposable) await empty(api)
  const persons = Object.values(recording.users) as unknown as Person[]
  const groups = new Map<string, string>()
  for (const name of new Set(persons.flatMap((person) => person['userGroups (name)'])))
    groups.set(name, await idOf(api, '/user-groups', { name, friendlyName: name }))
  const people = new Map<string, string>()
  for (const { 'userGroups (name)': names, ...person } of persons) {
    const userGroupIds = names.map((name) => groups.get(name))
    people.set(person.username, await idOf(api, '/users', { ...person, userGroupIds }))
  }
  const secrets = minorOf(recording.version) < 14 ? 'secret' : 'secrets'
  const clients = new Map<string, { clientId: string; clientSecret: string | null }>()
  for (const [name, settings] of Object.entries(recording.clients)) {
    const { allowedUserGroups = [], isPublic = false, ...client } = settings as Client
    const clientId = await idOf(api, '/oidc/clients', { ...client, isPublic, name: shown[name] ?? name })
    const userGroupIds = allowedUserGroups.map((group) => groups.get(group))
    if (userGroupIds.length > 0)
      await api.call('PUT', `/oidc/clients/${clientId}/allowed-user-groups`, { userGroupIds })
    const { secret } = isPublic
      ? { secret: null }
      : await api.call<{ secret: string }>('POST', `/oidc/clients/${clientId}/${secrets}`, {})
    clients.set(name, { clientId, clientSecret: secret })
  }
  return { api, server, version: recording.version, clients, people }
}

async function idOf(api: Api, path: string, body: object): Promise<string> {
  return (await api.call<{ id: string }>('POST', path, body)).id
}

async function subjectFor(world: World, one: Case): Promise<Subject> {
  const { api, server, clients, people, version } = world
  const { user = '' } = one.given
  const id = people.get(user)
  if (id) await api.call('PUT', `/custom-claims/user/${id}`, one.given['customClaims of the user'] ?? [])
  const ask = (request: Request) => sent(server, request)
  return {
    base: server.issuer,
    embedded: { handle: minorOf(version) < 10 ? (request) => asPage(ask, request) : ask },
    client: (name) => clients.get(name) ?? { clientId: name, clientSecret: null },
    subjectOf: (name) => people.get(name) ?? '',
    password: () => 'nobody has one',
    async login(name) {
      const code = await oneTimeCode(api, people.get(name) ?? '')
      const answer = await fetch(`${server.url}/api/one-time-access-token/${code}`, { method: 'POST' })
      return answer.headers.getSetCookie()
    },
    addresses: () => ({
      authorization: '/authorize',
      token: '/api/oidc/token',
      userinfo: '/api/oidc/userinfo',
    }),
  }
}

/** One request to the server, wherever it calls itself to be, redirects not followed. */
async function sent(server: PocketIdServer, { method, url, headers, form, text }: Request): Promise<Answer> {
  const body = method === 'GET' ? undefined : form.size > 0 ? form : text || undefined
  const given = new Headers(headers)
  if (text.startsWith('{')) given.set('content-type', 'application/json')
  const target = new URL(url.pathname + url.search, server.url)
  const answer = await fetch(target, { method, headers: given, body, redirect: 'manual' })
  const { 'set-cookie': _, ...rest } = Object.fromEntries(answer.headers)
  const cookies = answer.headers.getSetCookie()
  return {
    status: answer.status,
    headers: { ...rest, ...(cookies.length > 0 && { 'set-cookie': cookies }) },
    // Recordings keep no page of a redirect: Go writes a link onto it.
    body: answer.headers.has('location') ? '' : await answer.text(),
  }
}

/** Before v2.10 nothing but a page stands at /authorize: the call of its script, and where it takes the reader. */
async function asPage(ask: (request: Request) => Promise<Answer>, request: Request): Promise<Answer> {
  const { method, url, headers } = request
  if (method !== 'GET' || url.pathname !== '/authorize') return ask(request)
  const get = (name: string) => url.searchParams.get(name) ?? undefined
  const answer = await ask({
    ...request,
    ...{ method: 'POST', url: new URL('/api/oidc/authorize', url), headers, form: new URLSearchParams() },
    text: JSON.stringify({
      clientID: get('client_id'),
      scope: get('scope'),
      callbackURL: get('redirect_uri'),
      nonce: get('nonce'),
      codeChallenge: get('code_challenge'),
      codeChallengeMethod: get('code_challenge_method'),
    }),
  })
  if (answer.status !== 200) return answer
  const { callbackURL, code } = JSON.parse(answer.body) as { callbackURL: string; code: string }
  return redirect(302, `${callbackURL}?${new URLSearchParams({ code })}`)
}
