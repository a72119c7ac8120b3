import { expect, test } from 'vitest'
import { sketch } from '../../_shared/testing/plan.ts'
import { guide, house, issuer, person, secret } from '../testing.ts'
import { vocabulary } from '../vocabulary.ts'
import { enter, isActive } from './configuration.ts'

const bindings = { client_secret: secret }
const refusal = (change: Parameters<typeof guide>[0]) => () => enter(guide(change), bindings, '15.2.0')

const file = (...lines: string[]) =>
  sketch({
    vocabulary,
    block: ['technitium.env', lines.join('\n')],
    settings: [['X-Forwarded-Proto', 'https']],
  })

test('the environment file says the same as the console', async () => {
  const plan = file(
    'DNS_SERVER_SSO_ENABLED=true',
    `DNS_SERVER_SSO_AUTHORITY=${issuer}`,
    'DNS_SERVER_SSO_CLIENT_ID=technitium',
    'DNS_SERVER_SSO_CLIENT_SECRET=<client_secret>',
    'DNS_SERVER_SSO_SCOPES="openid profile email groups"',
    'DNS_SERVER_SSO_ALLOW_SIGNUP=true',
    'DNS_SERVER_SSO_ALLOW_SIGNUP_ONLY_FOR_MAPPED_USERS=true',
    'DNS_SERVER_SSO_GROUP_MAP="dns-admins:DNS Administrators,dhcp-admins:DHCP Administrators"',
  )
  expect(enter(plan, bindings, '15.2.0')).toEqual(enter(guide(), bindings, '15.2.0'))
  await using it = await house(plan, [person('ann', ['dhcp-admins'])])
  expect(await it.signIn('ann')).toMatchObject({ session: { groups: ['DHCP Administrators'] } })
})

test('a secret may stand in a file; without any of authority, id and secret nothing is active', () => {
  const lines = [
    'DNS_SERVER_SSO_ENABLED=true',
    `DNS_SERVER_SSO_AUTHORITY=${issuer}`,
    'DNS_SERVER_SSO_CLIENT_ID=x',
  ]
  const active = (...more: string[]) => isActive(enter(file(...lines, ...more), bindings, '15.2.0'))
  expect(active('DNS_SERVER_SSO_CLIENT_SECRET_FILE=/run/secrets/sso')).toBe(true)
  expect(active()).toBe(false)
  expect(active('DNS_SERVER_SSO_CLIENT_SECRET=************')).toBe(false)
})

test('what is no address is refused, in the words of the server', () => {
  expect(refusal({ 'Authority (Issuer)': 'idp.company' })).toThrow(
    'Invalid URI: The format of the URI could not be determined.',
  )
  expect(refusal({ 'Authority (Issuer)': 'ftp://idp.company' })).toThrow('must begin with http')
  expect(refusal({ 'Client ID': 'x'.repeat(256) })).toThrow('at most 255 characters')
})

test('a remote group in two rows is refused, at the second one', () => {
  const twice = {
    map: [
      ['ops', 'Administrators'],
      ['ops', 'DNS Administrators'],
    ] as [string, string][],
  }
  const plan = guide({ 'Group Map (Optional)': twice })
  expect(() => enter(plan, bindings, '15.2.0')).toThrow(
    expect.objectContaining({
      message: 'An item with the same key has already been added. Key: ops',
      place: expect.objectContaining({ start: expect.objectContaining({ line: 11 }) }),
    }),
  )
})

test('a variable that is no boolean keeps the server from starting', () => {
  expect(() => enter(file('DNS_SERVER_SSO_ENABLED=yes'), bindings, '15.2.0')).toThrow(
    "String 'yes' was not recognized as a valid Boolean.",
  )
})

test('openid and profile come back when they are missing', () => {
  const scopes = (value: string[]) => enter(guide({ Scopes: value }), bindings, '15.2.0').scopes
  expect(scopes(['email', 'groups'])).toEqual(['email', 'groups', 'openid', 'profile'])
  expect(scopes(['openid profile email groups'])).toEqual([
    'openid profile email groups',
    'openid',
    'profile',
  ])
})
