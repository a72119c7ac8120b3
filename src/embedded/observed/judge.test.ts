import { expect, test } from 'vitest'
import { anything, type Comparison, compare, describeDifference } from './compare.ts'
import { judge } from './suite.ts'

const differences = (expected: unknown, actual: unknown, bindings: Record<string, string> = {}) => {
  const into: Comparison = { bindings: new Map(Object.entries(bindings)), differences: [] }
  compare(expected, actual, 'body', into)
  return { bindings: into.bindings, differences: into.differences.map(describeDifference) }
}

test('a case must be met, and a declared failure must fail', () => {
  expect(judge([], undefined)).toEqual([])
  expect(judge(['status: expected 200, got 400'], undefined)).toEqual(['status: expected 200, got 400'])
  expect(judge(['status: expected 200, got 400'], 'not modelled')).toEqual([])
  expect(judge([], 'not modelled')).toEqual([
    'declared as not met (not modelled), but it is met: take the declaration out',
  ])
})

test('placeholders match and are bound; what is known from the start must be met', () => {
  const { bindings, differences: none } = differences(
    '{base}/cb?code={code}&iss={base}',
    'https://a.company/cb?code=x1&iss=https%3A%2F%2Fa.company',
    {
      base: 'https://a.company',
    },
  )
  expect(none).toEqual([])
  expect(bindings.get('code')).toBe('x1')
  expect(differences('{base}', 'https://b.company', { base: 'https://a.company' }).differences).toHaveLength(
    1,
  )
})

test('scopes and lists of names are sets, everything else is not', () => {
  expect(differences({ scope: 'openid email' }, { scope: 'email openid' }).differences).toEqual([])
  expect(differences(['a', '{client_id}'], ['app', 'a'], { client_id: 'app' }).differences).toEqual([])
  expect(differences({ error: 'a b' }, { error: 'b a' }).differences).toEqual([
    'body.error: expected "a b", got "b a"',
  ])
})

test('members that nobody recorded are a difference, unless they were counted', () => {
  expect(differences({ a: 1 }, { a: 1, b: 2 }).differences).toEqual([
    'body: expected "0 further members", got ["b"]',
  ])
  expect(differences({ a: 1, '...': '1 further members' }, { a: 1, b: 2 }).differences).toEqual([])
  expect(differences({ a: 1, '...': anything }, { a: 1, b: 2, c: 3 }).differences).toEqual([])
})

test('times are counted from now', () => {
  const now = Math.floor(Date.now() / 1000)
  expect(differences({ iat: '{time}', exp: '{time+300}' }, { iat: now, exp: now + 300 }).differences).toEqual(
    [],
  )
  expect(differences({ exp: '{time+300}' }, { exp: now + 3600 }).differences).toHaveLength(1)
})

test('a JWT is read, not verified', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${part({ alg: 'RS256' })}.${part({ sub: 'anna' })}.sig`
  expect(
    differences({ jwt: { header: { alg: 'RS256' }, claims: { sub: 'anna' } } }, token).differences,
  ).toEqual([])
  expect(
    differences({ jwt: { header: { alg: 'HS256' }, claims: { sub: 'anna' } } }, token).differences,
  ).toHaveLength(1)
  expect(differences('{jwt}', 'opaque').differences).toHaveLength(1)
})
