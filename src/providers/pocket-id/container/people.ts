import type { TestUser } from '../../contract.ts'
import type { Registration } from '../client.ts'
import type { Api } from './api.ts'
import { notOurs, type Objects, refusing } from './objects.ts'

/** A person of the guide, in those of the groups that the guide creates; returns the id. */
export async function makePerson(
  api: Api,
  user: TestUser,
  { customClaims }: Pick<Registration, 'customClaims'>,
  { groups }: Pick<Objects, 'groups'>,
): Promise<string> {
  const { id } = await api
    .call<{ id: string }>('POST', '/users', {
      username: user.username,
      email: user.email,
      emailVerified: user.emailVerified,
      firstName: user.givenName,
      lastName: user.familyName,
      displayName: `${user.givenName} ${user.familyName}`,
      userGroupIds: user.groups.flatMap((name) => groups.get(name) ?? []),
    })
    .catch(notOurs(`user ${user.username}`))
  if (customClaims.length > 0) {
    const claims = customClaims.map(({ key, value }) => ({ key, value }))
    await refusing(customClaims[0]!.place, () => api.call('PUT', `/custom-claims/user/${id}`, claims))
  }
  return id
}

/** A code that logs this person in once. Twelve characters and more: the page of v2.14 takes no shorter one. */
export async function oneTimeCode(api: Api, id: string): Promise<string> {
  const { token } = await api.call<{ token: string }>('POST', `/users/${id}/one-time-access-token`, {
    ttl: '30m',
  })
  return token
}
