import { expect, test } from 'vitest'
import type { Expectation, SignIn } from '../applications/contract.ts'
import { compare, messageMatches } from './expectation.ts'

const session = (username: string, groups: string[]): SignIn => ({
  outcome: 'signed-in',
  session: { username, groups, claims: {} },
})
const refused = (by: 'application' | 'provider', message: string): SignIn => ({
  outcome: 'refused',
  by,
  message,
})

test('a promise is kept when user and groups are those of the guide, in any order', () => {
  const promise = { outcome: 'signed-in' as const, username: 'ann', because: [] }
  expect(compare({ ...promise, groups: ['a', 'b'] }, session('ann', ['b', 'a']))).toEqual({
    assertions: 3,
    difference: null,
  })
})

test('one group too many or too few is a difference, and both sides are told', () => {
  const promise = { outcome: 'signed-in' as const, username: 'ann', groups: ['a'], because: [] }
  expect(compare(promise, session('ann', ['a', 'b'])).difference).toEqual({
    expected: 'signed in as ann in a',
    actual: 'signed in as ann in a, b',
  })
  expect(compare(promise, session('ann', [])).difference?.actual).toBe('signed in as ann in no group')
})

test('what the guide does not promise is not asserted', () => {
  expect(compare({ outcome: 'signed-in', because: [] }, session('anybody', ['x']))).toEqual({
    assertions: 1,
    difference: null,
  })
})

test('a refusal must come from the right side with the right words', () => {
  const promise = {
    outcome: 'refused' as const,
    by: 'provider' as const,
    message: 'Redirect URI {} is wrong',
    because: [],
  }
  expect(
    compare(promise, refused('provider', 'Sorry. Redirect URI https://x is wrong.')).difference,
  ).toBeNull()
  expect(
    compare(promise, refused('application', 'Redirect URI https://x is wrong')).difference,
  ).not.toBeNull()
  expect(compare(promise, refused('provider', 'Redirect URI https://x is fine')).difference).not.toBeNull()
  expect(compare(promise, session('ann', [])).difference?.actual).toBe('signed in as ann in no group')
})

test('where the words are left to the provider, it must at least speak of the fault', () => {
  const promise = { outcome: 'refused' as const, by: 'provider' as const, message: '', because: [] }
  expect(compare(promise, refused('provider', 'Redirect URI Error'), /redirect/i).difference).toBeNull()
  expect(compare(promise, refused('provider', 'Bad gateway'), /redirect/i).difference).not.toBeNull()
})

test('a refusal of somebody who was promised access shows the message that he got', () => {
  const { difference } = compare(
    { outcome: 'signed-in', username: 'ann', because: [] },
    refused('application', 'No'),
  )
  expect(difference).toEqual({ expected: 'signed in as ann', actual: 'refused by the application: No' })
})

test.for([
  ['exactly this', 'exactly this', true],
  ['a {} c', 'a b c', true],
  ['{} c then a', 'a c', false],
  ['a {} a', 'a', false],
  ['', 'anything', true],
] as const)('expected "%s" against "%s" is %s', ([expected, actual, same]) => {
  expect(messageMatches(expected, actual)).toBe(same)
})

test('a promised display name is held to, and named when it differs', () => {
  const promised = { outcome: 'signed-in', displayName: 'Ann Archer', because: [] } satisfies Expectation
  const session = { username: 'ann', displayName: 'ann', groups: [], claims: {} }
  expect(compare(promised, { outcome: 'signed-in', session })).toMatchObject({
    assertions: 2,
    difference: {
      expected: 'signed in shown as Ann Archer',
      actual: 'signed in as ann shown as ann in no group',
    },
  })
  const right = { ...session, displayName: 'Ann Archer' }
  expect(compare(promised, { outcome: 'signed-in', session: right }).difference).toBeNull()
})
