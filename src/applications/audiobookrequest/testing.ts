import { type House, issuer, openHouse } from '../_shared/testing/house.ts'
import { type Sketch, sketch } from '../_shared/testing/plan.ts'
import type { Person } from '../_shared/testing/provider.ts'
import audiobookrequest from './index.ts'
import { vocabulary } from './vocabulary.ts'

export { issuer, person, secret, user } from '../_shared/testing/house.ts'

type Entry = NonNullable<Sketch['settings']>[number][1]

/** What a good guide enters, as rows; a test changes one of them. */
export const rows: Record<string, Entry> = {
  'Login Type': 'OpenID Connect',
  'OIDC Client ID': 'audiobookrequest',
  'OIDC Client Secret': '<client_secret>',
  'OIDC Configuration Endpoint': `${issuer}/.well-known/openid-configuration`,
  'OIDC Scopes': 'openid profile groups',
  'OIDC Username Claim': 'preferred_username',
  'OIDC Group Claim': 'groups',
  'Use http or https for the redirect URL': 'https',
}

/** The good guide with rows changed; `null` leaves a row out. */
export function guide(changes: Record<string, Entry | null> = {}, more: Partial<Sketch> = {}) {
  const settings = Object.entries({ ...rows, ...changes }).flatMap(([label, value]) =>
    value === null ? [] : [[label, value] as [string, typeof value]],
  )
  return sketch({ vocabulary, settings, ...more })
}

/** The application of this guide, installed opposite a provider with these people; not configured yet. */
export function house(
  plan: ReturnType<typeof guide>,
  people: Person[],
  { client, ...more }: Partial<House> = {},
) {
  const registered = {
    redirect_uris: ['https://audiobookrequest.company/auth/oidc'],
    token_endpoint_auth_method: 'client_secret_post' as const,
    ...client,
  }
  return openHouse({ application: audiobookrequest, plan, people, client: registered, ...more })
}
