import { expect, test } from 'vitest'
import { artifactText, groundsOf } from './words.ts'

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
const commit = '4f1d2c9e0b7a6d5c4b3a29181706f5e4d3c2b1a0'

test('which product ran: origin, commit and digest, as far as they are known', () => {
  const image = 'localhost/touchstone/ostium:2.1.0'
  expect(
    artifactText({ image, digest, provenance: { origin: 'built from packages', version: '2.1.0' } }),
  ).toBe('built from packages, image sha256:0123456789ab')
  expect(artifactText({ provenance: { origin: 'built from source', version: '2.1.0', commit } })).toBe(
    'built from source at commit 4f1d2c9e0b7a',
  )
  expect(artifactText({ provenance: { origin: 'unknown' } })).toBe('of unknown origin')
})

test("only the publisher's image is told by its name: others have theirs on one machine", () => {
  const image = 'registry.company/ostium/server:2.1.0'
  expect(artifactText({ image, digest, provenance: { origin: 'official', version: '2.1.0' } })).toBe(
    "the publisher's image registry.company/ostium/server:2.1.0, image sha256:0123456789ab",
  )
})

test('of a stand-in there is nothing to say', () => {
  expect(artifactText({})).toBeNull()
})

test('what a verdict rests on', () => {
  const guide = { provider: { id: 'ostium', name: 'Ostium' }, application: { id: 'ledger', name: 'Ledger' } }
  expect(groundsOf({ tier: 'container', applicationMode: 'real' }, guide)).toBe(
    'with the real Ostium and the real Ledger',
  )
  expect(groundsOf({ tier: 'container', applicationMode: 'profile' }, guide)).toBe('with the real Ostium')
  expect(groundsOf({ tier: 'embedded', applicationMode: 'profile' }, guide)).toBe(
    'with a stand-in for Ostium',
  )
})
