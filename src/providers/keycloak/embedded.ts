import { randomUUID } from 'node:crypto'
import { createEmbedded } from '../../embedded/instance.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Bindings } from '../../plan/value.ts'
import type { ProviderDriver, Provision } from '../contract.ts'
import { keycloak } from './dialect/index.ts'
import { pathOf } from './dialect/realm.ts'
import { authenticate, refusalOn } from './pages.ts'
import { provisioned } from './provision.ts'
import { originOf } from './realm.ts'

/** The stand-in for Keycloak: its own dialect over a certified library, one realm of its own per guide. */
export const embedded: ProviderDriver = {
  tier: 'embedded',
  async start({ version }) {
    return {
      version,
      provision: async (plan, bindings) => provision(plan, bindings, version),
      stop: async () => {},
    }
  },
}

function provision(plan: Plan, bindings: Bindings, version: string): Provision {
  const origin = originOf(plan)
  const { realm, client, setup } = provisioned(plan, bindings, version)
  const instance = createEmbedded(keycloak(origin, realm, version))
  instance.clients.set(client.clientId, client)
  const issuer = `${origin}${pathOf(realm)}`
  const protocol = `${issuer}/protocol/openid-connect`
  const groups = new Set(setup.groups.map((group) => group.text))
  return {
    routes: new Map([[origin, { listener: instance.listener }]]),
    captures: {
      client_id: client.clientId,
      ...(client.clientSecret === null ? {} : { client_secret: client.clientSecret }),
      realm: realm.name,
      issuer,
      discovery_url: `${issuer}/.well-known/openid-configuration`,
      authorization_url: `${protocol}/auth`,
      token_url: `${protocol}/token`,
      userinfo_url: `${protocol}/userinfo`,
    },
    async createUser(user) {
      const id = randomUUID()
      // Only groups that the guide creates can be joined; applications may know them by their paths.
      const joined = user.groups.map((name) => name.replace(/^\//, '')).filter((name) => groups.has(name))
      instance.users.set(id, { ...user, id, groups: joined })
    },
    authenticate,
    refusal: (page) => refusalOn(page, origin),
    logs: async () => instance.log,
    dispose: async () => {},
  }
}
