import { randomBytes, randomUUID } from 'node:crypto'
import type { User } from '../../embedded/dialect/index.ts'
import { createEmbedded } from '../../embedded/instance.ts'
import type { Located } from '../../plan/entered.ts'
import type { Plan } from '../../plan/plan.ts'
import { type Bindings, textsOf } from '../../plan/value.ts'
import type { Browser, Page } from '../../web/contract.ts'
import { NotKnown, type ProviderDriver, type Provision, type TestUser } from '../contract.ts'
import { capturesOf } from './captures.ts'
import { type Registration, readRegistration } from './client.ts'
import { type PocketIdClient, pocketIdDialect } from './dialect/index.ts'
import { issuerOf } from './view.ts'

/** The stand-in for Pocket ID: its own dialect over a certified library, one world per guide. */
export const embedded: ProviderDriver = {
  tier: 'embedded',
  async start({ version }) {
    if (!version.startsWith('2.14.')) {
      throw new NotKnown(
        `The stand-in speaks as Pocket ID 2.14 does, and ${version} was asked for: before 2.10 its own front end carries out the authorization`,
      )
    }
    return {
      version,
      provision: async (plan, bindings) => provision(plan, bindings, version),
      stop: async () => {},
    }
  },
}

async function provision(plan: Plan, bindings: Bindings, version: string): Promise<Provision> {
  const registration = readRegistration(plan, version)
  const base = issuerOf(plan)
  const claims = Object.fromEntries(registration.customClaims.map(({ key, value }) => [key, parsed(value)]))
  const world = createEmbedded(pocketIdDialect({ base, version, customClaims: () => claims }))
  const client = toClient(registration, bindings)
  world.clients.set(client.clientId, client)

  return {
    routes: new Map([[base, { listener: world.listener }]]),
    // A reader who is told of no button looks for the secret where the button is: a rule warns of it.
    captures: capturesOf(base, client.clientId, registration.secret === 'none' ? null : client.clientSecret),
    async createUser(user) {
      const id = randomUUID()
      world.users.set(id, toUser(id, user, registration))
    },
    authenticate: (browser, page, user) => authenticate(browser, page, user),
    refusal: (page) => refusalOn(page, base),
    logs: async () => world.log,
    dispose: async () => {},
  }
}

function toClient(registration: Registration, bindings: Bindings): PocketIdClient {
  const enter = ({ value }: Located) => textsOf(value, bindings)
  return {
    clientId: registration.clientId?.text ?? randomUUID(),
    clientSecret: registration.isPublic ? null : randomBytes(24).toString('base64url'),
    callbackURLs: registration.callbackUrls.flatMap(enter),
    logoutCallbackURLs: registration.logoutCallbackUrls.flatMap(enter),
    pkceEnabled: registration.pkceEnabled,
    isGroupRestricted: registration.restricted,
    allowedUserGroups: registration.allowedGroups.map((group) => group.text),
    skipConsent: registration.skipConsent,
    requiresPushedAuthorizationRequests: registration.parRequired,
  }
}

/** A user can only be put into groups that the guide has created. */
function toUser(id: string, user: TestUser, registration: Registration): User {
  const existing = new Set(registration.groups.map((group) => group.text))
  return { ...user, id, groups: user.groups.filter((group) => existing.has(group)) }
}

/** Signs in and consents until the browser leaves, or stands on a page that nobody can answer. */
async function authenticate(browser: Browser, page: Page, user: TestUser): Promise<Page> {
  let current = page
  for (let step = 0; step < 3; step++) {
    const form = current.forms.find((one) => one.id === 'interaction')
    if (!form || current.title === 'Sign in failed') return current
    const answer: Record<string, string> =
      current.title === 'Sign in'
        ? { username: user.username, password: user.password }
        : { consent: 'granted' }
    current = await browser.submit(form, answer)
  }
  return current
}

/** The error page's script shows what stands in its address. */
function refusalOn(page: Page, base: string): string | null {
  if (page.url.origin !== base) return null
  if (page.url.pathname === '/interaction/error') return page.url.searchParams.get('error')
  return page.status >= 400 ? page.text : null
}

/** Source: backend/internal/service/custom_claim_service.go, v2.14.0: a value that parses as JSON becomes JSON. */
function parsed(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
