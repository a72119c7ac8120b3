import { expect, test } from 'vitest'
import type { Place } from '../plan/place.ts'
import { UnboundName } from '../plan/value.ts'
import { Infrastructure, NotKnown, Refused } from '../providers/contract.ts'
import { Unreachable } from '../web/contract.ts'
import { Drift, failureOf } from './failure.ts'
import { withinLimit } from './time-limit.ts'

const point = { line: 4, column: 2, offset: 30 }
const place: Place = { file: 'guide.mdx', start: point, end: point, includes: [] }

test.for([
  [new Drift({ message: 'differs', place }), 'guide', place],
  [new Drift({ message: 'differs', place: null, blame: 'provider' }), 'provider', null],
  [new Refused('not a URL', place), 'guide', place],
  [new UnboundName('realm', place), 'guide', place],
  [new Unreachable('https://typo.company/', 'no-route', 'no server'), 'guide', null],
  [new Unreachable('https://idp.company/', 'failed', 'reset'), 'infrastructure', null],
  [new Unreachable('https://idp.company/', 'timeout', 'silence'), 'infrastructure', null],
  [new Infrastructure('no memory'), 'infrastructure', null],
  [new NotKnown('how SAML answers', place), 'infrastructure', place],
  [new TypeError('undefined is not a function'), 'infrastructure', null],
] as const)('%s is blamed on %s', ([error, blame, where]) => {
  expect(failureOf(error)).toMatchObject({ blame, place: where })
})

test('what a stand-in does not know and what breaks in our own code say so', () => {
  expect(failureOf(new NotKnown('how SAML answers')).message).toBe(
    'The embedded tier does not know how the product answers here: how SAML answers',
  )
  expect(failureOf(new TypeError('oops')).message).toMatch(/^Touchstone itself failed: TypeError: oops/)
})

test('a step that takes too long is a failure of the infrastructure', async () => {
  const never = new Promise<never>(() => {})
  const error = await withinLimit(5, 'login', never).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Infrastructure)
  expect(failureOf(error)).toMatchObject({ blame: 'infrastructure', message: 'login took longer than 5 ms' })
  expect(await withinLimit(1000, 'login', Promise.resolve(1))).toBe(1)
})
