import { expect, test } from 'vitest'
import { provenanceAtUrl, provenanceOf } from './provenance.ts'

const source = {
  variable: 'TOUCHSTONE_OSTIUM_IMAGE',
  built: 'localhost/touchstone/ostium:2.1.0',
  official: 'registry.company:5000/ostium/server:2.1.0',
}
const commit = '4f1d2c9e0b7a6d5c4b3a29181706f5e4d3c2b1a0'
const labels = {
  'org.opencontainers.image.version': '2.1.0',
  'org.opencontainers.image.revision': commit,
  'org.opencontainers.image.source': 'https://forge.company/ostium/ostium',
}
const of = (name: string, its: Record<string, string> = {}, environment = {}) =>
  provenanceOf(name, its, source, environment)

test("the publisher's image is official, in each of its tags and with its labels", () => {
  expect(of('registry.company:5000/ostium/server:v2.1.0')).toEqual({ origin: 'official', version: '2.1.0' })
  expect(of('registry.company:5000/ostium/server:latest', labels)).toEqual({
    ...{ origin: 'official', version: '2.1.0', commit },
    source: 'https://forge.company/ostium/ostium',
  })
  expect(of('registry.company:5000/ostium/server@sha256:0123')).toEqual({ origin: 'official' })
})

test('an image of npm run images is built from packages; one that was made from a commit says so', () => {
  expect(of(source.built)).toEqual({ origin: 'built from packages', version: '2.1.0' })
  expect(of('localhost/mine/ostium:dev', labels)).toMatchObject({ origin: 'built from source', commit })
  expect(of(source.built, labels)).toMatchObject({ origin: 'built from source', commit })
})

test('nothing is made up about an image that says nothing, unless whoever named it says it', () => {
  expect(of('localhost/mine/ostium')).toEqual({ origin: 'unknown' })
  expect(of('localhost/mine/ostium', {}, { TOUCHSTONE_OSTIUM_SOURCE: `2.1.1@${commit}` })).toEqual({
    ...{ origin: 'built from source', version: '2.1.1', commit },
  })
})

test('a server that runs already is what its variable says, and unknown without', () => {
  expect(provenanceAtUrl('OSTIUM', { TOUCHSTONE_OSTIUM_SOURCE: '2.1.0-rc1@4f1d2c9' })).toEqual({
    ...{ origin: 'built from source', version: '2.1.0-rc1', commit: '4f1d2c9' },
  })
  expect(provenanceAtUrl('OSTIUM', {})).toEqual({ origin: 'unknown' })
  expect(() => provenanceAtUrl('OSTIUM', { TOUCHSTONE_OSTIUM_SOURCE: '2.1.0' })).toThrow(
    'TOUCHSTONE_OSTIUM_SOURCE is "2.1.0", expected <version>@<commit>',
  )
})
