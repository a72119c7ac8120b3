import { expect, test } from 'vitest'
import type { ClientView } from '../../plan/knowledge.ts'
import * as say from './messages.ts'
import { promise, promiseUnderFault } from './promises.ts'
import { guide, house, person, user } from './testing.ts'

const lines = ({ because }: { because: Array<{ start: { line: number } }> }) =>
  because.map(({ start }) => start.line)

test('a mapped group promises the local group beside it, whatever the switches say', () => {
  for (const signUp of ['On', 'Off']) {
    const promised = promise(
      guide({ 'Allow New User Sign Up': signUp }),
      user('ann', ['dns-admins', 'others']),
    )
    expect(promised).toMatchObject({
      outcome: 'signed-in',
      username: 'ann@company.company',
      groups: ['DNS Administrators'],
    })
    expect(lines(promised)).toEqual([10, 8, 7])
  }
})

test('a local group that does not exist is promised all the same: the guide says so', () => {
  const map = { map: [['ops', 'DNS Admins'] as [string, string]] }
  expect(promise(guide({ 'Group Map (Optional)': map }), user('ann', ['ops']))).toMatchObject({
    groups: ['DNS Admins'],
  })
})

test('outside the map people are refused, unless the guide opens the gate', () => {
  const outside = user('bob', ['others'])
  expect(promise(guide(), outside)).toMatchObject({ outcome: 'refused', message: say.signUpRestricted })
  const shouting = promise(guide(), user('ann', ['DNS-Admins']))
  expect(shouting).toMatchObject({ outcome: 'refused', message: say.signUpRestricted })
  const open = promise(guide({ 'Allow Sign Up Only For Mapped Users': 'Off' }), outside)
  expect(open).toMatchObject({ outcome: 'signed-in', groups: [] })
  expect(promise(guide({ 'Group Map (Optional)': null }), outside)).toMatchObject({ outcome: 'signed-in' })
})

test('the user name is the address where the guide asks for it and it can be one', () => {
  const zoe = user('zoe', ['dns-admins'], 'zoe+sso@company.company')
  expect(promise(guide(), zoe)).toMatchObject({ username: 'zoe' })
  const scopes = { Scopes: ['openid', 'profile'] }
  expect(promise(guide(scopes), user('ann', ['dns-admins']))).toMatchObject({ username: 'ann' })
})

test('promise and profile agree on a good guide, for everybody', async () => {
  const people = [
    user('ann', ['dns-admins']),
    user('bob', []),
    user('zoe', ['dhcp-admins'], 'zoe+x@a.company'),
  ]
  await using it = await house(
    guide(),
    people.map(({ username, groups, email }) => person(username, groups, { email })),
  )
  for (const one of people) {
    const promised = promise(guide(), one)
    const { outcome } = promised
    const told =
      outcome === 'refused'
        ? { message: promised.message, by: promised.by }
        : { session: { username: promised.username, groups: promised.groups } }
    expect(await it.signIn(one.username)).toMatchObject({ outcome, ...told })
  }
})

test('what a deliberate fault must say depends on pushed requests', () => {
  const client: ClientView = {
    confidential: true,
    redirects: [],
    pkce: 'optional',
    tokenAuthentication: ['client_secret_post'],
    responseModes: ['form_post'],
    pushedAuthorizationRequests: false,
    signing: 'RS256',
    issuer: 'https://idp.company',
    scopes: [],
    unknownScope: 'ignored',
    claimsSupported: null,
    groups: [],
    allowedGroups: [],
  }
  const pushed = { ...client, pushedAuthorizationRequests: true }
  const under = (fault: Parameters<typeof promiseUnderFault>[1], view: ClientView) =>
    promiseUnderFault(guide(), fault, view)
  expect(under('wrong-secret', client)).toMatchObject({
    by: 'application',
    message: say.authenticationFailed,
  })
  expect(under('wrong-secret', pushed)).toMatchObject({ by: 'application', message: say.unreachable })
  expect(under('unregistered-redirect-uri', client)).toMatchObject({ by: 'provider' })
  expect(under('unregistered-redirect-uri', pushed)).toMatchObject({
    by: 'application',
    message: say.unreachable,
  })
  expect(under('user-not-allowed', client)).toBeNull()
})
