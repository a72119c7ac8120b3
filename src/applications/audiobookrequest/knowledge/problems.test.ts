import { describe, expect, test } from 'vitest'
import { sketch } from '../../_shared/testing/plan.ts'
import audiobookrequest from '../index.ts'
import { guide, issuer } from '../testing.ts'
import { vocabulary } from '../vocabulary.ts'

/** Lines are those of the good guide's rows; rows of a table follow the table's own line. */
const of = (...about: Parameters<typeof guide>) =>
  audiobookrequest
    .problems(guide(...about), '1.10.4')
    .map(({ message, place }) => `${place.start.line} ${message}`)

test('a good guide has no problems, and one that enters nothing is not ours to judge', () => {
  expect(of()).toEqual([])
  expect(audiobookrequest.problems(sketch({ vocabulary }), '1.10.4')).toEqual([])
})

describe('nothing happens', () => {
  test.each(['Forms Login', 'OpenID', null])('with %s as login type', (text) => {
    expect(of({ 'Login Type': text })).toEqual([
      expect.stringMatching(/^1 The fields of OpenID Connect appear/),
    ])
  })

  test.each([
    'OIDC Client ID',
    'OIDC Client Secret',
    'OIDC Configuration Endpoint',
    'OIDC Scopes',
    'OIDC Username Claim',
  ])('without %s', (label) => {
    expect(of({ [label]: null })).toEqual([expect.stringContaining(`without **${label}**`)])
  })

  test('with another login type forced', () => {
    const forced = (type: string) => of({}, { block: ['abr.env', `ABR_APP__FORCE_LOGIN_TYPE=${type}`] })
    expect(forced('forms')).toEqual([expect.stringContaining('Login type is forced by')])
    expect(forced('oidc')).toEqual([])
  })
})

describe('addresses', () => {
  test('the endpoint is the document, not the issuer', () => {
    expect(of({ 'OIDC Configuration Endpoint': issuer })).toEqual([
      expect.stringContaining('4 **OIDC Configuration Endpoint** is the discovery document itself'),
    ])
    expect(of({ 'OIDC Configuration Endpoint': 'idp.company/.well-known/openid-configuration' })).toEqual([
      expect.stringContaining('must be a complete address'),
    ])
    expect(of({ 'OIDC Configuration Endpoint': 'https://files.company/discovery.json' })).toEqual([])
  })

  test('the reader is sent to pages that exist, over https', () => {
    const home = 'https://audiobookrequest.company'
    const at = (...urls: string[]) => of({}, { urls })
    expect(at(home, `${home}/login?backup=1`, `${home}/settings/security`)).toEqual([])
    expect(at(`${home}/login/?backup=1`)).toEqual([expect.stringContaining('answers 404')])
    expect(at(`${home}/loxin?backup=1`)).toEqual([expect.stringContaining('answers 404')])
    expect(at('http://audiobookrequest.company')).toEqual([expect.stringContaining('in clear text')])
    const under = { urls: [home], block: ['abr.env', 'ABR_APP__BASE_URL=/abr'] as [string, string] }
    expect(of({}, under)).toEqual([expect.stringContaining('answers 404')])
  })

  test('a provider that waits for https gets http unless the scheme is chosen', () => {
    const redirects = ['https://audiobookrequest.company/auth/oidc']
    const found = (scheme: string | null) =>
      of({ 'Use http or https for the redirect URL': scheme }, { redirects })
    expect(found('https')).toEqual([])
    expect(found(null)).toEqual([expect.stringContaining('a new installation forces http')])
    expect(found('http')).toEqual([expect.stringMatching(/^8 The redirect URI/)])
    expect(found('auto')).toEqual([expect.stringContaining('ABR_APP__FORWARDED_ALLOW_IPS')])
    expect(of({ 'Use http or https for the redirect URL': null })).toEqual([])
  })

  test('trusted proxies are addresses', () => {
    const trusting = (text: string) => of({}, { block: ['abr.env', `ABR_APP__FORWARDED_ALLOW_IPS=${text}`] })
    expect(trusting('10.0.0.0/16,fd00::1')).toEqual([])
    expect(trusting('*')).toEqual([])
    expect(trusting('proxy.company')).toEqual([expect.stringContaining('no IP address or network')])
  })
})

describe('scopes and claims', () => {
  test.each(['openid  profile', 'openid,profile', 'openid profile '])('scopes written as "%s"', (text) => {
    expect(of({ 'OIDC Scopes': text })).toEqual([
      expect.stringMatching(/^5 Scopes are separated by one space/),
    ])
  })

  test('a path is no claim', () => {
    expect(of({ 'OIDC Group Claim': 'realm_access.roles' })).toEqual([
      expect.stringContaining('7 **OIDC Group Claim** is looked up at the top level only'),
    ])
  })
})

describe('roles', () => {
  const roles = (...rows: Array<[string, string]>) => {
    const plan = guide()
    const [fact] = sketch({ vocabulary, settings: [['Roles', { map: rows }]] }).facts
    if (fact?.kind !== 'setting') throw new Error('no table')
    plan.facts.push({ ...fact, field: 'roles' })
    return plan
  }
  const problemsOf = (plan: ReturnType<typeof guide>) =>
    audiobookrequest.problems(plan, '1.10.4').map(({ message, suggestion }) => [message, suggestion])

  test('groups are named as the roles are, whatever their case', () => {
    expect(problemsOf(roles(['Admin', 'admin'], ['trusted', 'Trusted']))).toEqual([])
    expect(problemsOf(roles(['abr-admins', 'admin']))).toEqual([
      [expect.stringContaining('A group `abr-admins` is ignored'), 'admin'],
    ])
    expect(problemsOf(roles(['trusted', 'admin']))).toEqual([
      [expect.stringContaining('gives the role `trusted` and no other'), 'trusted'],
    ])
  })

  test('a table of roles needs the group claim', () => {
    const plan = roles(['admin', 'admin'])
    plan.facts = plan.facts.filter((fact) => fact.kind !== 'setting' || fact.field !== 'group_claim')
    expect(problemsOf(plan)).toEqual([
      [expect.stringContaining('only when **OIDC Group Claim** is set'), undefined],
    ])
  })
})
