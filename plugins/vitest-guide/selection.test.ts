import { expect, test } from 'vitest'
import { isGuide, pairOf } from './guides.ts'
import { select, Usage } from './selection.ts'

const files = ['netbird/authentik', 'netbird/keycloak', 'palmr/keycloak'].map(
  (id) => `docs/integrations/${id}.mdx`,
)
const ids = (words: string[]) => select(files, words).map((file) => pairOf(file).guide)

test('words choose guides by id, path, application or provider; no word means all', () => {
  expect(ids([])).toHaveLength(3)
  expect(ids(['netbird/keycloak'])).toEqual(['netbird/keycloak'])
  expect(ids(['docs/integrations/palmr/keycloak.mdx'])).toEqual(['palmr/keycloak'])
  expect(ids(['./docs/integrations/netbird/'])).toEqual(['netbird/authentik', 'netbird/keycloak'])
  expect(ids(['keycloak', 'netbird'])).toEqual(['netbird/authentik', 'netbird/keycloak', 'palmr/keycloak'])
})

test('a word that means no guide is a usage error with the nearest one', () => {
  expect(() => ids(['netbird/keycloack'])).toThrow(
    new Usage('No guide "netbird/keycloack", did you mean "netbird/keycloak"?'),
  )
  expect(() => ids(['nextcloud-hub-classic'])).toThrow('No guide "nextcloud-hub-classic"')
  expect(() => select([], [])).toThrow('No guide found')
})

test('of the guides that are named, those of a provider', () => {
  const of = (words: string[], providers: string[]) =>
    select(files, words, providers).map((file) => pairOf(file).guide)
  expect(of(['netbird'], ['keycloak'])).toEqual(['netbird/keycloak'])
  expect(() => of(['netbird'], ['okta'])).toThrow(/^No guide of okta among these, expected some of authentik/)
})

test('partials and index pages are no guides', () => {
  expect(
    [
      'a/b.mdx',
      'a/b.md',
      '_partials/x.mdx',
      'a/_b.mdx',
      'b.mdx',
      'a/b/c.mdx',
      'a/index.mdx',
      'a/b.txt',
    ].filter(isGuide),
  ).toEqual(['a/b.mdx', 'a/b.md'])
})
