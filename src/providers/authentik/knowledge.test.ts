import { describe, expect, it, test } from 'vitest'
import type { Plan } from '../../plan/plan.ts'
import { guide } from './fixtures/guide.ts'
import authentik from './index.ts'
import { vocabulary } from './vocabulary/index.ts'

const version = '2026.5.0'
const messages = (plan: Plan, of = version) => authentik.problems(plan, of).map((problem) => problem.message)

describe('what authentik refuses or ignores', () => {
  it('is nothing in a right guide, in any version', () => {
    for (const one of authentik.versions) expect(messages(guide(), one)).toEqual([])
  })

  it.each<[string, Plan, RegExp]>([
    ['no redirect URI', guide({ 'client.redirect_uris': null }), /has no redirect URI/],
    [
      'a pattern that does not compile',
      guide({ 'client.redirect_uris': ['client', 'redirect_uris', '*', ['Regex']] }),
      /Invalid Regex Pattern: \*/,
    ],
    ['a reserved slug', guide({ 'application.slug': ['application', 'slug', 'token'] }), /slug `token`/],
    [
      'another key',
      guide({ 'client.signing_key': ['client', 'signing_key', 'My key'] }),
      /signing key `My key`/,
    ],
    [
      'a mapping that nobody makes',
      guide({ 'client.property_mappings': ['client', 'property_mappings', ['DNS roles', 'DNS rules']] }),
      /no `DNS rules`/,
    ],
    [
      'a mapping that is never selected',
      guide({ 'client.property_mappings': ['client', 'property_mappings', ['openid']] }),
      /`DNS roles` is made and never selected/,
    ],
    [
      'a blank in a scope name',
      guide({ 'scope_mapping.scope_name': ['scope_mapping', 'scope_name', 'dns roles'] }),
      /it has a blank/,
    ],
    [
      'an attribute that no user has',
      guide({}, 'return {"a": user.groups.all(), "b": user.surname}'),
      /`User` has no `surname`/,
    ],
    [
      'a duration in words',
      guide({ 'client.access_token_validity': ['client', 'access_token_validity', '7 days'] }),
      /refuses `7 days`/,
    ],
    [
      'other grant types only',
      guide({ 'client.grant_types': ['client', 'grant_types', ['Implicit', 'Refresh Token']] }),
      /Authorization Code/,
    ],
  ])('%s', (_, plan, expected) => {
    const found = authentik.problems(plan, version)
    expect(found).toHaveLength(1)
    expect(found[0]!.message).toMatch(expected)
    expect(found[0]!.help).not.toBe('')
  })

  it('was not an empty list of redirect URIs before 2026.5: the first one used went in', () => {
    expect(messages(guide({ 'client.redirect_uris': null }), '2026.2.0')).toEqual([])
  })

  it('names the mapping that was meant', () => {
    const misspelt = guide({
      'client.property_mappings': ['client', 'property_mappings', ['DNS roles', 'DNS rolles']],
    })
    expect(authentik.problems(misspelt, version)[0]?.suggestion).toBe('DNS roles')
  })
})

describe('the client in neutral terms', () => {
  it('has the claims of mappings by scope, and the slug that the wizard derives', () => {
    const view = authentik.client(guide(), version)
    expect(view).toMatchObject({
      confidential: true,
      signing: 'RS256',
      issuer: 'https://authentik.company/application/o/technitium-dns-server/',
      unknownScope: 'ignored',
      pushedAuthorizationRequests: false,
    })
    const profile = view.scopes.find((scope) => scope.scope === 'profile')!
    expect(profile.claims.map((claim) => claim.claim)).toEqual([
      'name',
      'given_name',
      'preferred_username',
      'nickname',
      'groups',
      'roles',
    ])
    expect(profile.claims.every((claim) => claim.in.includes('id_token'))).toBe(true)
    expect(view.groups.map((group) => group.name)).toEqual(['staff', 'dns-admins'])
  })

  it('keeps claims out of the ID token where the guide says so', () => {
    const off = guide({
      'client.include_claims_in_id_token': ['client', 'include_claims_in_id_token', 'Off'],
    })
    const profile = authentik.client(off, version).scopes.find((scope) => scope.scope === 'profile')!
    expect(profile.claims.every((claim) => claim.in.join() === 'userinfo')).toBe(true)
  })

  it('has the global issuer with its slash', () => {
    const global = guide({
      'client.issuer_mode': ['client', 'issuer_mode', 'Same identifier is used for all providers'],
    })
    expect(authentik.client(global, version).issuer).toBe('https://authentik.company/')
  })

  it('sends family_name and picture since 2026.8', () => {
    const claims = (of: string) =>
      authentik.client(guide(), of).scopes.flatMap((scope) => scope.claims.map((claim) => claim.claim))
    expect(claims('2026.5.0')).not.toContain('picture')
    expect(claims('2026.8.0')).toEqual(expect.arrayContaining(['picture', 'family_name']))
  })
})

describe('addresses', () => {
  const slug = 'technitium-dns-server'
  test.each<[string, boolean, string?]>([
    ['/application/o/token/', true],
    ['/application/o/token', false, '/application/o/token/'],
    [`/application/o/${slug}/`, true],
    [`/application/o/${slug}`, false, `/application/o/${slug}/`],
    [`/application/o/${slug}/.well-known/openid-configuration`, true],
    [
      `/application/o/${slug}/.well-known/openid-configuration/`,
      false,
      `/application/o/${slug}/.well-known/openid-configuration`,
    ],
    ['/application/o/provider-for-technitium/', false, `/application/o/${slug}/`],
    [`/application/o/${slug}/token/`, false, '/application/o/token/'],
    ['/.well-known/openid-configuration', false, `/application/o/${slug}/.well-known/openid-configuration`],
    ['/if/admin/', true],
    ['/oauth/token', false],
  ])('%s', (path, routed, nearest) => {
    const answer = authentik.route(guide(), path, version)
    expect(answer.routed).toBe(routed)
    if (!answer.routed) expect(answer.nearest).toBe(nearest)
  })
})

describe('the vocabulary', () => {
  const current = vocabulary.labels.filter(
    (label) => !label.until && (!label.since || label.since <= version),
  )

  it('has one current label for each text of an object', () => {
    const texts = current.map((label) => `${label.object} ${label.text}`)
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([])
  })

  it('calls no current text of the same object an alias', () => {
    for (const label of current) {
      for (const alias of label.aliases ?? []) {
        const clash = current.find((other) => other.object === label.object && other.text === alias)
        expect(clash && `${alias} of ${label.text}`).toBeUndefined()
      }
    }
  })

  it('knows the old names of what 2026.5 renamed', () => {
    const now = (old: string) =>
      current.find(
        (label) => label.object === 'client' && (label.text === old || label.aliases?.includes(old)),
      )?.text
    expect(now('Signing key')).toBe('Signing Key')
    expect(
      vocabulary.labels.some((label) => label.text === 'Client type' && label.until === '2026.5.0'),
    ).toBe(true)
  })
})
