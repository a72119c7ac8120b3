import { expect, test } from 'vitest'
import type { ClientView } from '../../plan/knowledge.ts'
import { sketch } from '../_shared/testing/plan.ts'
import { blank, promise, promiseUnderFault } from './promises.ts'
import { guide, house, person, user } from './testing.ts'
import { vocabulary } from './vocabulary.ts'

/** The good guide with a table of groups and roles. */
function withRoles(...rows: Array<[string, string]>) {
  const plan = guide()
  const [fact] = sketch({ vocabulary, settings: [['Roles', { map: rows }]] }).facts
  if (fact?.kind !== 'setting') throw new Error('no table')
  plan.facts.push({ ...fact, field: 'roles' })
  return plan
}

const roles = withRoles(['admin', 'admin'], ['trusted', 'trusted'])

test('the row of the table promises its role, everybody else starts as untrusted', () => {
  expect(promise(roles, user('ann', ['admin', 'staff']))).toMatchObject({
    username: 'ann',
    groups: ['admin'],
  })
  expect(promise(roles, user('bob', ['staff']))).toMatchObject({ username: 'bob', groups: ['untrusted'] })
  expect(promise(guide(), user('ann', ['admin']))).toMatchObject({ groups: ['untrusted'] })
})

test('a row is promised as it stands, also where the application knows better', () => {
  expect(promise(withRoles(['abr-admins', 'admin']), user('ann', ['abr-admins']))).toMatchObject({
    groups: ['admin'],
  })
})

test('of several roles none can be promised', () => {
  const promised = promise(roles, user('ann', ['trusted', 'admin']))
  expect(promised).toMatchObject({ outcome: 'signed-in', groups: undefined })
})

test('the name is that of the claim which the guide picks, as far as the user has it', () => {
  const named = (claim: string) => promise(guide({ 'OIDC Username Claim': claim }), user('ann', []))
  expect(named('email')).toMatchObject({ username: 'ann@company.company' })
  expect(named('sub')).toMatchObject({ username: undefined })
})

test('promise and profile agree on a good guide, for everybody', async () => {
  const people = [user('ann', ['admin']), user('bob', []), user('zoe', ['trusted', 'staff'])]
  await using it = await house(
    roles,
    people.map(({ username, groups }) => person(username, groups)),
  )
  await it.configure()
  for (const one of people) {
    const promised = promise(roles, one)
    if (promised.outcome !== 'signed-in') throw new Error('promised a refusal')
    const { username, groups } = promised
    expect(await it.signIn(one.username)).toMatchObject({
      outcome: 'signed-in',
      session: { username, groups },
    })
  }
})

test('a deliberate fault shows a blank page, or a page of the provider', () => {
  const client: ClientView = {
    confidential: true,
    redirects: [],
    pkce: 'optional',
    tokenAuthentication: ['client_secret_post'],
    responseModes: ['query'],
    pushedAuthorizationRequests: true,
    signing: 'RS256',
    issuer: 'https://idp.company',
    scopes: [],
    unknownScope: 'ignored',
    claimsSupported: null,
    groups: [],
    allowedGroups: [],
  }
  const under = (fault: Parameters<typeof promiseUnderFault>[1], view = client) =>
    promiseUnderFault(guide(), fault, view)
  expect(under('wrong-secret')).toMatchObject({ by: 'application', message: blank })
  expect(under('wrong-secret', { ...client, confidential: false })).toBeNull()
  expect(under('unregistered-redirect-uri')).toMatchObject({ by: 'provider', message: '' })
  expect(under('user-not-allowed')).toBeNull()
})
