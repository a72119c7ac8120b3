import { expect, test } from 'vitest'
import { isSlip, nearest } from './near.ts'

test.each([
  ['Client Typ', ['Client ID', 'Client type'], 'Client type'],
  ['authority', ['Authority', 'Audience'], 'Authority'],
  ['Scopes', ['OIDC Scopes', 'OIDC Client ID'], 'OIDC Scopes'],
  ['Port', ['Name', 'Logo'], undefined],
  ['Certificate', [], undefined],
])('nearest to %j among %j is %j', (text, candidates, expected) => {
  expect(nearest(text, candidates)).toBe(expected)
})

test('a slip is one letter in a short word, two in a long one, and not the word itself', () => {
  expect(isSlip('slug', 'slig')).toBe(true)
  expect(isSlip('slug', 'plan')).toBe(false)
  expect(isSlip('client_secret', 'clent_secrt')).toBe(true)
  expect(isSlip('slug', 'slug')).toBe(false)
  expect(isSlip('', '')).toBe(false)
})

test('two neighbours that are exchanged are one slip, also in a short word', () => {
  expect(isSlip('realm', 'reaml')).toBe(true)
  expect(isSlip('realm', 'rmael')).toBe(false)
})
