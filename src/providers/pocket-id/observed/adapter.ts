import { createEmbedded, type Embedded } from '../../../embedded/instance.ts'
import { type Answer, request } from '../../../embedded/message.ts'
import type { Case, Recording } from '../../../embedded/observed/recording.ts'
import type { ReplayAdapter, Subject } from '../../../embedded/observed/subject.ts'
import { type PocketIdClient, pocketIdDialect } from '../dialect/index.ts'

/** Fields of `POST /api/oidc/clients` that the recordings set. */
interface Representation {
  callbackURLs: string[]
  logoutCallbackURLs?: string[]
  isPublic?: boolean
  pkceEnabled?: boolean
  isGroupRestricted?: boolean
  skipConsent?: boolean
  requiresPushedAuthorizationRequests?: boolean
  allowedUserGroups?: string[]
}

interface Person {
  username: string
  email: string
  emailVerified: boolean
  firstName: string
  lastName: string
  'userGroups (name)': string[]
}

const base = 'http://localhost:1411'
const password = 'stands-for-a-passkey'
const idOf = (user: string) =>
  `00000000-0000-4000-8000-${Buffer.from(user).toString('hex').padStart(12, '0')}`

export const adapter: ReplayAdapter = {
  prepare(recording: Recording, one: Case): Subject {
    const claims = customClaims(one)
    const dialect = pocketIdDialect({ base, version: recording.version, customClaims: () => claims })
    const embedded = createEmbedded(dialect)
    for (const [name, settings] of Object.entries(recording.clients)) {
      embedded.clients.set(name, clientOf(name, settings as unknown as Representation))
    }
    for (const settings of Object.values(recording.users)) {
      const { username, firstName, lastName, ...person } = settings as unknown as Person
      embedded.users.set(idOf(username), {
        id: idOf(username),
        username,
        password,
        email: person.email,
        emailVerified: person.emailVerified,
        givenName: firstName,
        familyName: lastName,
        groups: person['userGroups (name)'],
      })
    }
    return {
      base,
      embedded,
      client: (name) => ({ clientId: name, clientSecret: embedded.clients.get(name)?.clientSecret ?? null }),
      subjectOf: idOf,
      password: () => password,
      login: (user) => login(embedded, user),
      addresses: () => ({
        authorization: '/authorize',
        token: '/api/oidc/token',
        userinfo: '/api/oidc/userinfo',
      }),
    }
  },
}

/** Signs in on the page of an interaction; the session's cookies. */
async function login({ handle }: Embedded<PocketIdClient>, username: string): Promise<string[]> {
  const query = new URLSearchParams({
    client_id: 'confidential',
    response_type: 'code',
    redirect_uri: 'https://app.example.com/cb',
    state: 'state-of-the-login',
  })
  const asked = await handle(request('GET', `${base}/authorize?${query}`))
  const cookie = cookiesIn(asked)
    .map((one) => one.split(';')[0])
    .join('; ')
  const form = new URLSearchParams({ username, password })
  const page = new URL(String(asked.headers.location), base)
  return cookiesIn(await handle(request('POST', page, { headers: { cookie }, form })))
}

const cookiesIn = (answer: Answer) => [answer.headers['set-cookie'] ?? []].flat()

function clientOf(name: string, settings: Representation): PocketIdClient {
  return {
    clientId: name,
    clientSecret: settings.isPublic ? null : `secret-of-${name}-0123`,
    callbackURLs: settings.callbackURLs,
    logoutCallbackURLs: settings.logoutCallbackURLs ?? [],
    pkceEnabled: settings.pkceEnabled ?? false,
    isGroupRestricted: settings.isGroupRestricted ?? false,
    allowedUserGroups: settings.allowedUserGroups ?? [],
    skipConsent: settings.skipConsent ?? false,
    requiresPushedAuthorizationRequests: settings.requiresPushedAuthorizationRequests ?? false,
  }
}

/** A value that parses as JSON becomes JSON. */
function customClaims({ given }: Case): Record<string, unknown> {
  const pairs = (given['customClaims of the user'] ?? []) as Array<{ key: string; value: string }>
  return Object.fromEntries(
    pairs.map(({ key, value }) => [key, value.startsWith('[') ? JSON.parse(value) : value]),
  )
}
