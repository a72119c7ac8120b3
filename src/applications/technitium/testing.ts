import { type House, issuer, openHouse } from '../_shared/testing/house.ts'
import { type Sketch, sketch } from '../_shared/testing/plan.ts'
import type { Person } from '../_shared/testing/provider.ts'
import technitium from './index.ts'
import { vocabulary } from './vocabulary.ts'

export { issuer, person, secret, user } from '../_shared/testing/house.ts'

/** What a good guide enters, as rows; a test changes one of them. */
export const rows: Record<string, NonNullable<Sketch['settings']>[number][1]> = {
  'X-Forwarded-Proto': 'https',
  'Enable Single Sign-On (SSO)': 'On',
  'Authority (Issuer)': issuer,
  'Client ID': 'technitium',
  'Client Secret': '<client_secret>',
  Scopes: ['openid', 'profile', 'email', 'groups'],
  'Allow New User Sign Up': 'On',
  'Allow Sign Up Only For Mapped Users': 'On',
  'Group Map (Optional)': {
    map: [
      ['dns-admins', 'DNS Administrators'],
      ['dhcp-admins', 'DHCP Administrators'],
    ],
  },
}

/** The good guide with rows changed; `null` leaves a row out. */
export function guide(
  changes: Record<string, (typeof rows)[string] | null> = {},
  more: Partial<Sketch> = {},
) {
  const settings = Object.entries({ ...rows, ...changes }).flatMap(([label, value]) =>
    value === null ? [] : [[label, value] as [string, typeof value]],
  )
  return sketch({ vocabulary, settings, ...more })
}

/** The server of this guide, installed and configured opposite a provider with these people. */
export async function house(
  plan: ReturnType<typeof guide>,
  people: Person[],
  { client, ...more }: Partial<House> = {},
) {
  const registered = {
    redirect_uris: ['https://technitium.company/sso/callback'],
    token_endpoint_auth_method: 'client_secret_post' as const,
    ...client,
  }
  const opened = await openHouse({ application: technitium, plan, people, client: registered, ...more })
  await opened.configure()
  return opened
}
