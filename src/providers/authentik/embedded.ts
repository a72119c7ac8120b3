import { listenerOf } from '../../embedded/listener.ts'
import { SandboxUnavailable } from '../../expressions/evaluation.ts'
import { sharedEvaluator } from '../../expressions/evaluator.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Bindings } from '../../plan/value.ts'
import type { Browser, Page } from '../../web/contract.ts'
import { Infrastructure, type ProviderDriver, type Provision, type TestUser } from '../contract.ts'
import { selfSignedCertificate } from './certificate.ts'
import { refuseWhatAuthentikRefuses, toClient } from './provision.ts'
import { refusalOn } from './refusals.ts'
import { readSetup } from './setup.ts'
import { originOf } from './view.ts'
import { createWorld } from './world.ts'

/** The stand-in for authentik: its own dialect over a certified library, one world per guide. */
export const embedded: ProviderDriver = {
  tier: 'embedded',
  async start({ version }) {
    return {
      version,
      provision: (plan, bindings) => provision(plan, bindings, version),
      stop: async () => {},
    }
  },
}

async function provision(plan: Plan, bindings: Bindings, version: string): Promise<Provision> {
  const setup = readSetup(plan, version)
  const origin = originOf(plan)
  const world = createWorld(origin, version, await selfSignedCertificate())
  const client = toClient(setup, bindings, origin, version)
  try {
    await refuseWhatAuthentikRefuses(setup, sharedEvaluator())
    await world.addClient(client)
  } catch (error) {
    if (error instanceof SandboxUnavailable) throw new Infrastructure(error.message, { cause: error })
    throw error
  }
  const groups = new Set(setup.groups.map((group) => group.text))
  const entitlements = new Set(setup.entitlements.map((entitlement) => entitlement.text))
  const { slug } = client.application
  const shared = `${origin}/application/o`
  return {
    routes: new Map([[origin, { listener: listenerOf(origin, world.handle) }]]),
    captures: {
      client_id: client.clientId,
      ...(client.clientSecret !== null && { client_secret: client.clientSecret }),
      application_slug: slug,
      issuer: client.issuerMode === 'global' ? `${origin}/` : `${shared}/${slug}/`,
      discovery_url: `${shared}/${slug}/.well-known/openid-configuration`,
      authorization_url: `${shared}/authorize/`,
      token_url: `${shared}/token/`,
      userinfo_url: `${shared}/userinfo/`,
      jwks_url: `${shared}/${slug}/jwks/`,
      end_session_url: `${shared}/${slug}/end-session/`,
    },
    async createUser(user) {
      const id = String(world.embedded.users.size + 5)
      // Only what the guide creates can be given to somebody; a name that it binds as an entitlement is one.
      world.embedded.users.set(id, { ...user, id, groups: user.groups.filter((name) => groups.has(name)) })
      world.setting.ownEntitlements.set(
        id,
        user.groups.filter((name) => entitlements.has(name)),
      )
    },
    authenticate,
    refusal: (page) => refusalOn(page, origin),
    logs: async () => [...world.embedded.log, ...world.setting.log],
    dispose: async () => {},
  }
}

/** Signs in and consents until the browser leaves, or stands on a page that nobody can answer. */
async function authenticate(browser: Browser, page: Page, user: TestUser): Promise<Page> {
  let current = page
  for (let step = 0; step < 3; step += 1) {
    const form = current.forms.find((one) => one.id === 'ak-stage')
    if (!form || current.text.includes('Invalid password')) return current
    const asksForName = 'uid_field' in form.fields
    current = await browser.submit(
      form,
      asksForName ? { uid_field: user.username, password: user.password } : {},
    )
  }
  return current
}
