import { takeTurn } from '../../../machine/turn.ts'
import type { Plan } from '../../../plan/plan.ts'
import type { Bindings } from '../../../plan/value.ts'
import { Infrastructure, type ProviderDriver, type Provision } from '../../contract.ts'
import { readSetup } from '../setup.ts'
import { originOf } from '../view.ts'
import { readCatalogue } from './catalogue.ts'
import { claimPreview, eventsSince } from './events.ts'
import { authenticate, refusalIn } from './executor.ts'
import { type Made, makeObjects, sweep } from './objects.ts'
import { representationOf } from './representation.ts'
import { openRest, type Rest } from './rest.ts'
import { type AuthentikServer, authentikServer } from './server.ts'
import { createUser } from './users.ts'

/** The real authentik, one server for all guides of a version, which they use one after the other. */
export const container: ProviderDriver = {
  tier: 'container',
  async start({ version }) {
    const server = await authentikServer(version)
    const rest = openRest(server.url, server.token)
    await withoutGravatar(rest)
    return {
      version,
      image: server.image,
      digest: server.digest,
      provenance: server.provenance,
      environment: {
        TOUCHSTONE_AUTHENTIK_URL: server.url,
        TOUCHSTONE_AUTHENTIK_TOKEN: server.token,
      },
      provision: (plan, bindings) => provision(plan, bindings, version, rest, server),
      catalogue: () => readCatalogue(server.url, rest),
      logs: () => server.logs(15),
      stop: () => server.stop(),
    }
  },
}

/** Else each page asks gravatar.com for a picture, five seconds long where nothing answers. Source: lib/avatars.py, 2026.5. */
async function withoutGravatar(rest: Rest): Promise<void> {
  const { avatars } = await rest.call<{ avatars: string }>('GET', '/admin/settings/')
  if (avatars.includes('gravatar')) await rest.call('PATCH', '/admin/settings/', { avatars: 'initials' })
}

async function provision(
  plan: Plan,
  bindings: Bindings,
  version: string,
  rest: Rest,
  server: AuthentikServer,
): Promise<Provision> {
  const setup = readSetup(plan, version)
  if (setup.model !== 'oauth2')
    throw new Infrastructure(
      `Touchstone sets up the OAuth2/OpenID Provider of authentik only, the guide makes another (${setup.model})`,
    )
  // User names, slugs and names of groups are unique in all of an authentik: two guides would find each other's.
  const end = await takeTurn(server.url)
  try {
    await sweep(rest)
    const since = new Date()
    const made = await makeObjects(rest, representationOf(setup, bindings, version), setup)
    const users: Array<{ pk: number; username: string }> = []
    const origin = originOf(plan)
    return {
      routes: new Map([[origin, { upstream: server.url }]]),
      captures: capturesOf(made, origin, setup),
      async createUser(user) {
        users.push({ pk: await createUser(rest, user, made), username: user.username })
      },
      authenticate,
      refusal: (page) => refusalIn(page, origin),
      events: () => eventsSince(rest, since),
      logs: async () => [...(await eventsSince(rest, since)), ...(await previews(rest, made, users))],
      async dispose() {
        try {
          await Promise.all(users.map(({ pk }) => rest.remove(`/core/users/${pk}/`)))
          await made.remove()
        } catch {
          // A server that is gone has nothing to remove; what stays at another is swept by the next guide.
        } finally {
          end()
        }
      },
    }
  } catch (error) {
    end()
    throw error
  }
}

/** What each user's ID token would hold, by names of claims: values may be a person's. */
async function previews(
  rest: Rest,
  { provider }: Made,
  users: ReadonlyArray<{ pk: number; username: string }>,
): Promise<string[]> {
  const lines = users.map(async ({ pk, username }) => {
    const claims = await claimPreview(rest, provider.pk, pk)
    return `claim preview for ${username}: ${Object.keys(claims).join(', ')}`
  })
  return Promise.all(lines)
}

function capturesOf(
  { application, provider }: Made,
  origin: string,
  setup: ReturnType<typeof readSetup>,
): Bindings {
  const shared = `${origin}/application/o`
  const own = `${shared}/${application.slug}`
  return {
    client_id: provider.client_id,
    // The form hides that of a public client.
    ...(!setup.isPublic && { client_secret: provider.client_secret }),
    application_slug: application.slug,
    issuer: setup.issuerMode === 'global' ? `${origin}/` : `${own}/`,
    discovery_url: `${own}/.well-known/openid-configuration`,
    authorization_url: `${shared}/authorize/`,
    token_url: `${shared}/token/`,
    userinfo_url: `${shared}/userinfo/`,
    jwks_url: `${own}/jwks/`,
    end_session_url: `${own}/end-session/`,
  }
}
