import type { Answer, Request } from '../../../embedded/message.ts'
import { ask } from '../../../embedded/observed/ask.ts'
import type { Recording } from '../../../embedded/observed/recording.ts'
import type { ReplayAdapter, Subject } from '../../../embedded/observed/subject.ts'
import { type Admin, openAdmin } from './admin.ts'
import { keyProviders } from './keys.ts'
import { restrictedFlow } from './restricted-flow.ts'
import { keycloakServer } from './server.ts'

/** The real server, asked what the recordings asked. */
export async function openReal(version: string): Promise<{ adapter: ReplayAdapter; stop(): Promise<void> }> {
  const server = await keycloakServer(version)
  const admin = openAdmin(server.url, server.username, server.password)
  let subject: Promise<Subject> | undefined
  return {
    adapter: {
      // One realm for all cases: each has browsers of its own, and making a realm takes seconds.
      prepare(recording) {
        subject ??= prepared(admin, server.url, recording)
        return subject
      },
    },
    async stop() {
      await admin.call('DELETE', `/${realm}`).catch(() => {})
      await server.stop()
    },
  }
}

const realm = 'observe'
const password = 'password-0123'

async function prepared(admin: Admin, base: string, recording: Recording): Promise<Subject> {
  await admin.call('DELETE', `/${realm}`).catch(() => {})
  const people = Object.values(recording.users) as unknown as Array<{ username: string; groups: string[] }>
  const groups = [...new Set(people.flatMap((person) => person.groups))]
  await admin.call('POST', '', {
    ...{ realm, enabled: true, sslRequired: 'none' },
    groups: groups.map((path) => ({ name: path.slice(1) })),
    roles: { realm: [{ name: 'app-user' }] },
    // As in the realms of guides: the recordings are of keys that Keycloak made by itself.
    components: { 'org.keycloak.keys.KeyProvider': keyProviders() },
  })
  const restricted = await restrictedFlow(admin, realm, 'browser-restricted', 'app-user')
  for (const [name, settings] of Object.entries(recording.clients)) {
    await makeClient(admin, name, settings, restricted)
  }
  const subjects = new Map<string, string>()
  for (const person of people) subjects.set(person.username, await makeUser(admin, person))
  const protocol = `/realms/${realm}/protocol/openid-connect`
  return {
    base,
    embedded: { handle: asRecorded },
    client: (name) => ({
      clientId: name,
      clientSecret: recording.clients[name]?.publicClient === true ? null : secretOf(name),
    }),
    subjectOf: (user) => subjects.get(user) ?? '',
    password: () => password,
    addresses: () => ({
      authorization: `${protocol}/auth`,
      token: `${protocol}/token`,
      userinfo: `${protocol}/userinfo`,
    }),
  }
}

const secretOf = (client: string) => `secret-of-${client}`

interface AddedScope {
  name: string
  protocolMappers: unknown[]
}

async function makeClient(
  admin: Admin,
  name: string,
  settings: Readonly<Record<string, unknown>>,
  flow: string,
) {
  const {
    'optionalClientScopes (added)': added = [],
    authenticationFlowBindingOverrides,
    ...client
  } = settings
  await admin.call('POST', `/${realm}/clients`, {
    ...client,
    clientId: name,
    secret: secretOf(name),
    ...(authenticationFlowBindingOverrides !== undefined && {
      authenticationFlowBindingOverrides: { browser: flow },
    }),
  })
  for (const scope of added as AddedScope[]) {
    await admin.call('POST', `/${realm}/client-scopes`, {
      ...scope,
      protocol: 'openid-connect',
      attributes: { 'include.in.token.scope': 'true', 'display.on.consent.screen': 'true' },
    })
    const scopes = (await admin.call('GET', `/${realm}/client-scopes`)) as Array<{ id: string; name: string }>
    const [made] = (await admin.call('GET', `/${realm}/clients?clientId=${name}`)) as Array<{ id: string }>
    const { id = '' } = scopes.find((one) => one.name === scope.name) ?? {}
    await admin.call('PUT', `/${realm}/clients/${made?.id}/optional-client-scopes/${id}`)
  }
}

async function makeUser(admin: Admin, person: { username: string }): Promise<string> {
  await admin.call('POST', `/${realm}/users`, {
    ...person,
    enabled: true,
    credentials: [{ type: 'password', value: password, temporary: false }],
  })
  const [user] = (await admin.call(
    'GET',
    `/${realm}/users?username=${person.username}&exact=true`,
  )) as Array<{ id: string }>
  const id = user?.id ?? ''
  if (person.username === 'anna') {
    const role = await admin.call('GET', `/${realm}/roles/app-user`)
    await admin.call('POST', `/${realm}/users/${id}/role-mappings/realm`, [role])
  }
  return id
}

/** Userinfo sends one header twice; the recordings kept the first one. */
async function asRecorded(request: Request): Promise<Answer> {
  const answer = await ask(request)
  if (answer.headers['cache-control'] !== 'no-store, no-cache') return answer
  return { ...answer, headers: { ...answer.headers, 'cache-control': 'no-store' } }
}
