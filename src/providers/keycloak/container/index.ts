import type { Plan } from '../../../plan/plan.ts'
import type { Bindings } from '../../../plan/value.ts'
import type { ProviderDriver, Provision } from '../../contract.ts'
import { Refused } from '../../contract.ts'
import { authenticate, refusalOn } from '../pages.ts'
import { type Provisioned, provisioned } from '../provision.ts'
import { originOf } from '../realm.ts'
import { type Admin, AdminRefusal, openAdmin } from './admin.ts'
import { readCatalogue } from './catalogue.ts'
import { realmRepresentation, scopeRepresentations } from './representation.ts'
import { keycloakServer } from './server.ts'
import { createUser } from './users.ts'

/** The real Keycloak, one server for all guides of a version, a realm of its own for each. */
export const container: ProviderDriver = {
  tier: 'container',
  async start({ version }) {
    const server = await keycloakServer(version)
    const admin = openAdmin(server.url, server.username, server.password)
    return {
      version,
      image: server.image,
      digest: server.digest,
      provenance: server.provenance,
      environment: {
        TOUCHSTONE_KEYCLOAK_URL: server.url,
        TOUCHSTONE_KEYCLOAK_USERNAME: server.username,
        TOUCHSTONE_KEYCLOAK_PASSWORD: server.password,
      },
      async provision(plan, bindings) {
        const set = provisioned(plan, bindings, version)
        await makeRealm(admin, set)
        return provisionOf(plan, set, admin, server)
      },
      now: () => admin.now(),
      catalogue: () => readCatalogue(server.url, admin),
      logs: () => server.logs(15),
      stop: () => server.stop(),
    }
  },
}

async function makeRealm(admin: Admin, set: Provisioned): Promise<void> {
  await admin.call('DELETE', `/${set.realm.name}`).catch(ignoreAbsent)
  try {
    await admin.call('POST', '', realmRepresentation(set))
    for (const { assigned, representation } of scopeRepresentations(set)) {
      await admin.call('POST', `/${set.realm.name}/client-scopes`, representation)
      if (assigned) await assign(admin, set, representation.name, assigned)
    }
  } catch (error) {
    if (error instanceof AdminRefusal) throw new Refused(error.message, set.setup.client.place)
    throw error
  }
}

/** A realm that is not there need not be removed. */
function ignoreAbsent(error: unknown): void {
  if (!(error instanceof AdminRefusal && error.status === 404)) throw error
}

async function assign(
  admin: Admin,
  { realm, client }: Provisioned,
  name: string,
  how: 'default' | 'optional',
) {
  const [scopes, clients] = await Promise.all([
    admin.call('GET', `/${realm.name}/client-scopes`) as Promise<Array<{ id: string; name: string }>>,
    admin.call('GET', `/${realm.name}/clients?clientId=${encodeURIComponent(client.clientId)}`) as Promise<
      Array<{ id: string }>
    >,
  ])
  const scope = scopes.find((one) => one.name === name)
  await admin.call('PUT', `/${realm.name}/clients/${clients[0]?.id}/${how}-client-scopes/${scope?.id}`)
}

function provisionOf(
  plan: Plan,
  set: Provisioned,
  admin: Admin,
  server: { url: string; logs(lines: number): Promise<string[]> },
): Provision {
  const { realm, client, setup } = set
  const origin = originOf(plan)
  const issuer = `${origin}/realms/${realm.name}`
  const protocol = `${issuer}/protocol/openid-connect`
  const captures: Bindings = {
    client_id: client.clientId,
    ...(client.clientSecret !== null && { client_secret: client.clientSecret }),
    realm: realm.name,
    issuer,
    discovery_url: `${issuer}/.well-known/openid-configuration`,
    authorization_url: `${protocol}/auth`,
    token_url: `${protocol}/token`,
    userinfo_url: `${protocol}/userinfo`,
  }
  return {
    routes: new Map([[origin, { upstream: server.url }]]),
    captures,
    createUser: (user) =>
      createUser(
        admin,
        realm.name,
        user,
        setup.groups.map((group) => group.text),
      ),
    authenticate,
    refusal: (page) => refusalOn(page, origin),
    logs: () => server.logs(20),
    dispose: async () => {
      await admin.call('DELETE', `/${realm.name}`).catch(() => {})
    },
  }
}
