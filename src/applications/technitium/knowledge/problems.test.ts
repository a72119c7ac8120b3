import { describe, expect, test } from 'vitest'
import { sketch } from '../../_shared/testing/plan.ts'
import technitium from '../index.ts'
import { signUpRestricted } from '../messages.ts'
import { guide, issuer } from '../testing.ts'
import { vocabulary } from '../vocabulary.ts'

const of = (...about: Parameters<typeof guide>) =>
  technitium.problems(guide(...about), '15.2.0').map(({ message, place }) => `${place.start.line} ${message}`)

/** Lines of the good guide, in the order of its rows; the rows of the map stand on 10 and 11. */
test('a good guide has no problems, neither on the console nor in a file', () => {
  expect(of()).toEqual([])
  const text = [
    'DNS_SERVER_SSO_ENABLED=true',
    `DNS_SERVER_SSO_AUTHORITY=${issuer}`,
    'DNS_SERVER_SSO_CLIENT_ID=technitium',
    'DNS_SERVER_SSO_CLIENT_SECRET_FILE=/run/secrets/sso',
    'DNS_SERVER_SSO_SCOPES="openid profile email groups"',
    'DNS_SERVER_SSO_ALLOW_SIGNUP=true',
    'DNS_SERVER_SSO_GROUP_MAP="dns-admins:DNS Administrators"',
  ].join('\n')
  expect(technitium.problems(sketch({ vocabulary, block: ['technitium.env', text] }), '15.2.0')).toEqual([])
})

test('a guide that enters nothing is not ours to judge', () => {
  expect(technitium.problems(sketch({ vocabulary }), '15.2.0')).toEqual([])
})

describe('inactive without a message', () => {
  test.each(['Authority (Issuer)', 'Client ID', 'Client Secret'])('without %s', (label) => {
    expect(of({ [label]: null })).toEqual([expect.stringContaining(`1 Without **${label}**`)])
  })

  test('while it is off, said or unsaid', () => {
    expect(of({ 'Enable Single Sign-On (SSO)': 'Off' })).toEqual([
      '2 Single sign-on is off: the login page has no OpenID Connect',
    ])
    expect(of({ 'Enable Single Sign-On (SSO)': null })).toEqual([expect.stringContaining('is off')])
  })
})

describe('addresses', () => {
  test('the discovery document does not belong into Authority', () => {
    const change = { 'Authority (Issuer)': `${issuer}/.well-known/openid-configuration` }
    expect(of(change)).toEqual([expect.stringMatching(/^3 The server appends/)])
  })

  test('an address without a scheme is none', () => {
    expect(of({ 'Authority (Issuer)': 'idp.company' })).toEqual([expect.stringContaining('must be an http')])
  })

  test('Reverse Proxy Addresses takes addresses and networks only', () => {
    const change = {
      'Reverse Proxy Addresses': ['172.16.0.0/12', '!10.0.0.1', 'fd00::/8', 'proxy.company', '10.0.0.0/64'],
    }
    expect(of(change)).toEqual([
      expect.stringContaining('`proxy.company` is no IP address'),
      expect.stringContaining('`10.0.0.0/64` is no IP address'),
    ])
  })
})

test('the console is not opened over http, whose cookies the browser drops', () => {
  expect(of({}, { urls: ['http://technitium.company/', 'https://technitium.company'] })).toEqual([
    expect.stringContaining('Over `http://technitium.company/` nobody can sign in'),
  ])
})

test('a provider that waits for https is not told so by the proxy', () => {
  const redirects = ['https://technitium.company/sso/callback']
  const found = (change: Parameters<typeof guide>[0]) => of(change, { redirects })
  expect(found({})).toEqual([])
  expect(found({ 'X-Forwarded-Proto': null })).toEqual([
    expect.stringMatching(/^1 The guide says nothing of `X-Forwarded-Proto`/),
  ])
  expect(found({ 'X-Forwarded-Proto': 'htxps' })).toEqual([
    expect.stringMatching(/^1 The redirect URI .* `htxps:/),
  ])
  const plain = { redirects: ['http://technitium.company:5380/sso/callback'] }
  expect(of({ 'X-Forwarded-Proto': null }, plain)).toEqual([])
})

test('the proxy announces the host that readers open', () => {
  const announced = (host: string) => of({ 'X-Forwarded-Host': host }, { hosts: ['technitium.company'] })
  expect(announced('technitium.company')).toEqual([])
  expect(announced('$host')).toEqual([])
  expect(announced('other.company')).toEqual([expect.stringContaining('The proxy announces the host')])
})

describe('the same configuration as a file', () => {
  const lines = [
    'DNS_SERVER_SSO_ENABLED=true',
    `DNS_SERVER_SSO_AUTHORITY=${issuer}`,
    'DNS_SERVER_SSO_CLIENT_ID=technitium',
    'DNS_SERVER_SSO_CLIENT_SECRET=<client_secret>',
    'DNS_SERVER_SSO_SCOPES="openid profile email groups"',
    'DNS_SERVER_SSO_ALLOW_SIGNUP=true',
    'DNS_SERVER_SSO_ALLOW_SIGNUP_ONLY_FOR_MAPPED_USERS=true',
    'DNS_SERVER_SSO_GROUP_MAP="dns-admins:DNS Administrators,dhcp-admins:DHCP Administrators"',
  ]
  const both = (own: string[]) => of({}, { block: ['technitium.env', own.join('\n')] })

  test('is fine when it is complete', () => {
    expect(both(lines)).toEqual([])
    const file = lines.map((line) => line.replace('SECRET=<client_secret>', 'SECRET_FILE=/run/secret'))
    expect(both(file)).toEqual([])
  })

  // The block itself stands on line 12, its lines behind it: the gap is pointed at, except above the first line.
  test.each(lines.map((line, index) => [line, index] as const))('must not lack %s', (line, index) => {
    const found = both(lines.filter((one) => one !== line))
    const missing = found.filter((message) => message.endsWith('missing in the other'))
    expect(missing.map((message) => Number(message.split(' ')[0]))).toEqual([index === 0 ? 12 : 13 + index])
  })

  test('may leave a part to the console when it is no whole configuration', () => {
    expect(both(['DNS_SERVER_SSO_CLIENT_SECRET_FILE=/run/secret'])).toEqual([])
  })
})

describe('scopes', () => {
  test('several in one row', () => {
    expect(of({ Scopes: ['openid profile email groups'] })).toEqual([
      expect.stringContaining('6 **Scopes** takes one scope in each row'),
    ])
  })

  test('a misspelt one is pointed at', () => {
    const block: [string, string] = ['t.env', 'DNS_SERVER_SSO_SCOPES="openid proxile email"']
    const [report] = technitium.problems(guide({ Scopes: null }, { block }), '15.2.0')
    expect(report).toMatchObject({ expected: 'profile', place: { start: { line: 12 } } })
  })

  test('what the server puts back, and what renames people', () => {
    expect(of({ Scopes: ['profile', 'email'] })).toEqual([expect.stringContaining('puts `openid` back')])
    expect(of({ Scopes: ['openid', 'email'] })).toEqual([expect.stringContaining('puts `profile` back')])
    expect(of({ Scopes: ['openid', 'profile'] })).toEqual([expect.stringContaining('preferred user name')])
  })
})

describe('sign-up', () => {
  test('off, said or unsaid', () => {
    expect(of({ 'Allow New User Sign Up': 'Off' })).toEqual([
      expect.stringContaining('7 Nobody gets an account'),
    ])
    expect(of({ 'Allow New User Sign Up': null })).toEqual([
      expect.stringContaining('Nobody gets an account'),
    ])
  })

  test('for mapped users only, while the map is empty', () => {
    expect(of({ 'Group Map (Optional)': null })).toEqual([
      expect.stringContaining('8 With an empty group map'),
    ])
    const open = { 'Group Map (Optional)': null, 'Allow Sign Up Only For Mapped Users': 'Off' }
    expect(of(open)).toEqual([])
  })

  test('for everybody, in a guide that quotes the refusal of those outside the map', () => {
    const open = { 'Allow Sign Up Only For Mapped Users': 'Off' }
    expect(of(open)).toEqual([])
    expect(of(open, { messages: [signUpRestricted] })).toEqual([
      expect.stringContaining('8 Users outside the group map get an account as well'),
    ])
  })
})

describe('group map', () => {
  const map = (...rows: Array<[string, string]>) => ({ 'Group Map (Optional)': { map: rows } })

  test('a local group that does not exist is ignored; upper and lower case do not count', () => {
    expect(of(map(['dns-admins', 'dns administrators'], ['ops', 'DNS Admins']))).toEqual([
      expect.stringContaining('11 There is no local group `DNS Admins`'),
    ])
    const [report] = technitium.problems(guide(map(['a', 'DNS Admixistrators'])), '15.2.0')
    expect(report?.suggestion).toBe('DNS Administrators')
  })

  test('a remote group stands in one row only', () => {
    expect(of(map(['ops', 'Administrators'], ['ops', 'DNS Administrators']))).toEqual([
      expect.stringContaining('11 Remote group `ops` stands in two rows'),
    ])
  })

  test('names without the character that separates them', () => {
    expect(of(map(['a|b', 'Administrators']))).toEqual([expect.stringContaining('The name `a|b`')])
  })
})
