import type { TestUser } from '../../contract.ts'
import { bind, type Made, mark } from './objects.ts'
import type { Rest } from './rest.ts'

/** A person with a password, in those of the groups and with those of the entitlements that the guide makes; its number. */
export async function createUser(
  rest: Rest,
  user: TestUser,
  { groups, entitlements }: Made,
): Promise<number> {
  const idsOf = (known: ReadonlyMap<string, string>) => user.groups.flatMap((name) => known.get(name) ?? [])
  const { pk } = await rest.call<{ pk: number }>('POST', '/core/users/', {
    username: user.username,
    // First and last name are one field.
    name: `${user.givenName} ${user.familyName}`.trim(),
    email: user.email,
    is_active: true,
    type: 'internal',
    path: mark,
    groups: idsOf(groups),
  })
  await rest.call('POST', `/core/users/${pk}/set_password/`, { password: user.password })
  for (const entitlement of idsOf(entitlements)) await bind(rest, entitlement, { user: pk })
  return pk
}
