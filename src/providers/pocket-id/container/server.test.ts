import { expect, test } from 'vitest'
import { environmentOf, releases, withoutCodes } from './server.ts'

test('what a server logs tells no code', () => {
  expect(withoutCodes('POST path=/api/one-time-access-token/aB3dEf query="" status=200')).toBe(
    'POST path=/api/one-time-access-token/… query="" status=200',
  )
})

test('another process may empty a server of ours, and none of somebody else', () => {
  const server = {
    ...{ url: 'http://127.0.0.1:1411', issuer: 'https://pocket-id.company', apiKey: 'key' },
    logs: async () => [],
    stop: async () => {},
  }
  expect(environmentOf({ ...server, disposable: true })).toEqual({
    TOUCHSTONE_POCKET_ID_URL: 'http://127.0.0.1:1411',
    TOUCHSTONE_POCKET_ID_API_KEY: 'key',
    TOUCHSTONE_POCKET_ID_DISPOSABLE: 'true',
  })
  expect(environmentOf({ ...server, disposable: false })).not.toHaveProperty(
    'TOUCHSTONE_POCKET_ID_DISPOSABLE',
  )
})

test('every recorded version can be run', () => {
  expect(releases).toEqual(['2.9.0', '2.14.0'])
})
