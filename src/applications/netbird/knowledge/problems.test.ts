import { expect, test } from 'vitest'
import netbird from '../index.ts'
import { fileWith, guide } from '../testing.ts'

test.each([
  ['NETBIRD_USE_AUTH0', 'true', 'for Auth0'],
  ['NETBIRD_TOKEN_SOURCE', 'idtoken', 'exactly `idToken`'],
  ['NETBIRD_DASH_AUTH_USE_AUDIENCE', 'no', 'exactly `false`'],
  ['NETBIRD_AUTH_DEVICE_AUTH_PROVIDER', 'hosted', 'it becomes `none`'],
  ['NETBIRD_AUTH_PKCE_DISABLE_PROMPT_LOGIN', 'yes', 'no JSON'],
  ['NETBIRD_AUTH_REDIRECT_URI', 'auth', 'joins it to its own address'],
  ['NETBIRD_AUTH_SUPPORTED_SCOPES', '"profile email"', 'no ID token'],
  ['NETBIRD_AUTH_SUPPORTED_SCOPES', '"openid profile"', 'without name or email'],
  ['NETBIRD_MGMT_IDP', 'pocket-id', 'invalid manager type: pocket-id'],
  ['NETBIRD_IDP_MGMT_EXTRA_PAT', 'x', 'does not read'],
  ['NETBIRD_IDP_MGMT_CLIENT_SECRET', 'x', '`NETBIRD_MGMT_IDP` is `none`'],
  ['NETBIRD_MGMT_API_ENDPOINT', 'https://netbird.company', 'base.setup.env'],
  ['NETBIRD_DOMAIN', 'https://netbird.company', 'bare host'],
])('%s=%s is refused, overwritten or ignored', (key, value, words) => {
  const reports = netbird.problems(guide({ [key]: value }), '0.77.1')
  expect(reports.map((one) => `${one.message} ${one.help}`)).toEqual([expect.stringContaining(words)])
})

test('a good guide has no problems; with authentik prompt=login must be switched off', () => {
  expect(netbird.problems(guide(), '0.77.1')).toEqual([])
  const plan = guide({ NETBIRD_AUTH_PKCE_DISABLE_PROMPT_LOGIN: null }, { provider: 'authentik' })
  expect(netbird.problems(plan, '0.77.1')).toMatchObject([{ expected: 'true', actual: 'false' }])
})

test('a domain that is not the declared host, and a dashboard that is opened without TLS', () => {
  const hosts = ['netbird.company']
  expect(netbird.problems(guide({}, { hosts, urls: ['https://netbird.company'] }), '0.77.1')).toEqual([])
  expect(netbird.problems(guide({ NETBIRD_DOMAIN: 'netbird.cxmpany' }, { hosts }), '0.77.1')).toMatchObject([
    { expected: 'netbird.company', actual: 'netbird.cxmpany' },
  ])
  expect(
    netbird.problems(guide({}, { hosts, urls: ['http://netbird.company/peers'] }), '0.77.1'),
  ).toMatchObject([{ expected: 'https://netbird.company/peers' }])
})

test('a file of another name is none that configure.sh reads', () => {
  const plan = guide({}, { block: ['docker-compose.env', fileWith()] })
  expect(netbird.problems(plan, '0.77.1').length).toBeGreaterThanOrEqual(4)
})
