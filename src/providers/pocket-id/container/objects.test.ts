import { expect, test } from 'vitest'
import { empty, makeObjects, nothingYet, removeObjects } from './objects.ts'
import { fakeApi, registration, typed } from './testing.ts'

const make = async (change: Partial<typeof registration> = {}, version = '2.14.0', groups: string[] = []) => {
  const [server, made] = [fakeApi(groups), nothingYet()]
  const error = await makeObjects(server.api, { ...registration, ...change }, {}, { made, version }).catch(
    (reason: unknown) => reason,
  )
  return { ...server, made, error }
}

test('groups come before the client that admits them, the secret at last', async () => {
  const { calls, made } = await make()
  expect(calls).toEqual([
    'POST /user-groups',
    'POST /oidc/clients',
    'PUT /oidc/clients/oidc/clients-1/allowed-user-groups',
    'POST /oidc/clients/oidc/clients-1/secrets',
  ])
  expect(made).toMatchObject({ clientId: 'oidc/clients-1', clientSecret: 'a-secret' })
})

test('before v2.14 a client had one secret', async () => {
  expect((await make({}, '2.9.0')).calls.at(-1)).toBe('POST /oidc/clients/oidc/clients-1/secret')
})

test('a public client has no secret, and neither has who wants none', async () => {
  expect((await make({ isPublic: true })).made.clientSecret).toBeNull()
  expect((await make({ secret: 'none' })).made.clientSecret).toBeNull()
})

test('a group that the guide does not create cannot be selected, and what was made by then is known', async () => {
  const { error, made } = await make({ allowedGroups: [typed('clerk', 9)] })
  expect(error).toMatchObject({ name: 'Refused', place: { start: { line: 9 } } })
  expect([...made.groups.keys()]).toEqual(['clerks'])
})

test("a name that the guide uses twice is the guide's, one that was there before is the machine's", async () => {
  const [group] = registration.groups
  const twice = { groups: [group!, { ...group!, ...typed('clerks', 4) }] }
  expect((await make(twice)).error).toMatchObject({
    ...{ name: 'Refused', message: 'Name is already in use' },
    place: { start: { line: 4 } },
  })
  expect((await make({}, '2.14.0', ['clerks'])).error).toMatchObject({
    name: 'Infrastructure',
    message: expect.stringContaining('The group clerks exists on this Pocket ID already'),
  })
})

test('what a guide made is removed, what was there stays', async () => {
  const { api, made, names } = await make({}, '2.14.0', ['other'])
  await removeObjects(api, made, [])
  expect([names('user-groups'), names('oidc/clients')]).toEqual([['other'], []])
})

test('a server of ours is emptied', async () => {
  const { api, names } = fakeApi(['left', 'over'])
  await empty(api)
  expect(names('user-groups')).toEqual([])
})
