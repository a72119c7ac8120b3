import { expect, test } from 'vitest'
import { createBrowser } from '../../../web/browser.ts'
import { json } from '../../_shared/answer.ts'
import { guide, house, issuer, person, rows } from '../testing.ts'

/** What the reader is told on saving, and the line of the value to blame. */
async function refusal(change: Parameters<typeof guide>[0], configuration = {}) {
  await using it = await house(guide(change), [], { configuration })
  const told = await it.configure().then(
    () => null,
    (error: { message: string; place: { start: { line: number } } | null }) => error,
  )
  return told && [told.message, told.place?.start.line]
}

/** A discovery document that the test writes, at an address of its own. */
async function refusalOf(document: object, status = 200) {
  const endpoint = 'https://elsewhere.company/discovery'
  await using it = await house(guide({ 'OIDC Configuration Endpoint': endpoint }), [])
  const found = await (await it.gateway.fetch(`${issuer}/.well-known/openid-configuration`)).json()
  it.gateway.route('https://elsewhere.company', {
    listener: (_, response) => json(response, status, { ...found, ...document }),
  })
  return await it.configure().then(
    () => null,
    (error: Error) => error.message,
  )
}

test('a good guide is saved', async () => {
  expect(await refusal({})).toBeNull()
})

test('with another login type nothing is stored and nothing checked', async () => {
  await using it = await house(guide({ 'Login Type': 'Forms Login', 'OIDC Scopes': 'nothing' }), [])
  await it.configure()
  await expect(it.configure(guide({ 'Login Type': 'OpenID Connect' }))).resolves.toBeUndefined()
})

test('the six checks, in their order and words, each at its own value', async () => {
  const endpoint = (text: string) => refusal({ 'OIDC Configuration Endpoint': text })
  expect(await endpoint(`${issuer}/nowhere`)).toEqual(['Failed to fetch OIDC configuration', 4])
  expect(await refusal({ 'OIDC Scopes': 'openid entitlements', 'OIDC Username Claim': 'nick' })).toEqual([
    'Scopes are not all supported by the provider: [entitlements]',
    5,
  ])
  expect(await refusal({ 'OIDC Scopes': 'openid  profile' })).toEqual([
    'Scopes are not all supported by the provider: []',
    5,
  ])
  expect(await refusal({ 'OIDC Username Claim': 'nick', 'OIDC Group Claim': 'teams' })).toEqual([
    'Username claim is not supported by the provider',
    6,
  ])
  expect(await refusal({ 'OIDC Group Claim': 'teams' })).toEqual([
    'Group claim is not supported by the provider',
    7,
  ])
})

test('an address that nobody answers at, and a document that lacks something', async () => {
  const [message] = (await refusal({ 'OIDC Configuration Endpoint': 'https://unknown.company/x' })) ?? []
  expect(message).toMatch(
    /^Invalid OIDC endpoint: Failed to set OIDC endpoint: https:\/\/unknown\.company\/x/,
  )
  expect(await refusalOf({ userinfo_endpoint: undefined })).toMatch(/^Invalid OIDC endpoint/)
  expect(await refusalOf({ claims_supported: [] })).toBe('Provider does not support or list claims')
  expect(await refusalOf({ claims_supported: null })).toBe('Internal Server Error')
  expect(await refusalOf({}, 404)).toBe('Failed to fetch OIDC configuration')
})

test('redirects of the discovery address are followed', async () => {
  const endpoint = 'https://elsewhere.company/discovery'
  await using it = await house(guide({ 'OIDC Configuration Endpoint': endpoint }), [person('ann', [])])
  const location = String(rows['OIDC Configuration Endpoint'])
  it.gateway.route('https://elsewhere.company', {
    listener: (_, response) => response.writeHead(302, { location }).end(),
  })
  await it.configure()
  expect(await it.signIn('ann')).toMatchObject({ outcome: 'signed-in' })
})

test('a field with an asterisk cannot stay empty, and options are those of the list', async () => {
  expect(await refusal({ 'OIDC Client Secret': null })).toEqual([
    expect.stringContaining('Please fill out this field'),
    1,
  ])
  expect(await refusal({ 'Login Type': 'OIDC Login' })).toEqual([
    '**Login Type** has no option `OIDC Login`',
    1,
  ])
  expect(await refusal({ 'Use http or https for the redirect URL': 'htxps' })).toEqual([
    expect.stringContaining('has no option `htxps`'),
    8,
  ])
})

test('a refused save changes what is stored all the same', async () => {
  await using it = await house(guide(), [person('ann', [])])
  await it.configure()
  const changed = guide({ 'OIDC Scopes': 'openid profile', 'OIDC Group Claim': 'teams' })
  await expect(it.configure(changed)).rejects.toThrow('Group claim is not supported by the provider')
  const browser = createBrowser(it.gateway)
  expect(await it.signIn('ann', browser)).toMatchObject({ outcome: 'signed-in' })
  const authorize = browser.history.find(({ url }) => url.startsWith(`${issuer}/auth`))
  expect(new URL(authorize!.url).searchParams.get('scope')).toBe('openid profile')
})

test('a refused group claim stays, and the next save without it fails in the same way', async () => {
  await using it = await house(guide(), [])
  await expect(it.configure(guide({ 'OIDC Group Claim': 'teams' }))).rejects.toThrow('Group claim')
  await expect(it.configure(guide({ 'OIDC Group Claim': null }))).rejects.toThrow('Group claim')
  await it.configure(guide({ 'OIDC Group Claim': 'groups' }))
})

test('the login type cannot be changed where a variable forces another', async () => {
  const plan = guide({}, { block: ['abr.env', 'ABR_APP__FORCE_LOGIN_TYPE=forms'] })
  await using it = await house(plan, [])
  await expect(it.configure()).rejects.toThrow(
    "Cannot change login type to 'oidc' when force login type is set to 'forms'",
  )
})
