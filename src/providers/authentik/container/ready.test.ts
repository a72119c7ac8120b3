import { expect, test } from 'vitest'
import { type Blueprint, neededBlueprints, readiness } from './ready.ts'
import { shippedKey } from './representation.ts'

const blueprints = (changes: Readonly<Record<string, Blueprint['status']>> = {}): Blueprint[] =>
  neededBlueprints.map((name) => ({ pk: `pk of ${name}`, name, status: changes[name] ?? 'successful' }))

test('a server is ready when its blueprints are applied and its key is there, not when its probe says so', () => {
  expect(readiness([], [])).toMatchObject({ ready: false })
  expect(readiness(blueprints(), [])).toEqual({
    ready: false,
    waitingFor: 'the key "authentik Self-signed Certificate"',
    retry: [],
  })
  expect(readiness(blueprints(), [shippedKey])).toEqual({ ready: true })
})

test('each of them is waited for, and one that failed is tried again', () => {
  for (const name of neededBlueprints) {
    expect(readiness(blueprints({ [name]: 'unknown' }), [shippedKey])).toEqual({
      ready: false,
      waitingFor: `the blueprint "${name}"`,
      retry: [],
    })
    expect(readiness(blueprints({ [name]: 'error' }), [shippedKey])).toMatchObject({
      retry: [{ pk: `pk of ${name}` }],
    })
  }
})
