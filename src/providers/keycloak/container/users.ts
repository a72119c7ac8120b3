import type { TestUser } from '../../contract.ts'
import type { Admin } from './admin.ts'

/** A person with a password and nothing left to be asked: e-mail and both names, else "Verify profile" stands in the way. */
export async function createUser(
  admin: Admin,
  realm: string,
  user: TestUser,
  existing: readonly string[],
): Promise<void> {
  // Only groups that the guide creates can be joined; applications may know them by their paths.
  const joined = user.groups.map((name) => name.replace(/^\//, '')).filter((name) => existing.includes(name))
  await admin.call('POST', `/${realm}/users`, {
    username: user.username,
    email: user.email,
    emailVerified: user.emailVerified,
    firstName: user.givenName,
    lastName: user.familyName,
    enabled: true,
    groups: joined.map((name) => `/${name}`),
    credentials: [{ type: 'password', value: user.password, temporary: false }],
    requiredActions: [],
  })
}
