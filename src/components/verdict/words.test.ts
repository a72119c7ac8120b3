import { expect, test } from 'vitest'
import { artifactText } from './words.ts'

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
const commit = '4f1d2c9e0b7a6d5c4b3a29181706f5e4d3c2b1a0'

test('which product ran: image, origin, commit and digest, as far as they are known', () => {
  const image = 'localhost/touchstone/ostium:2.1.0'
  expect(
    artifactText({ image, digest, provenance: { origin: 'built from packages', version: '2.1.0' } }),
  ).toBe('localhost/touchstone/ostium:2.1.0, built from packages, sha256:0123456789ab')
  expect(artifactText({ provenance: { origin: 'built from source', version: '2.1.0', commit } })).toBe(
    'built from source, version 2.1.0, commit 4f1d2c9e0b7a',
  )
  expect(artifactText({ provenance: { origin: 'unknown' } })).toBe('of unknown origin')
})

test('of a stand-in there is nothing to say', () => {
  expect(artifactText({})).toBeNull()
})
