import { expect, test } from 'vitest'
import { knownVersion } from './subject.ts'

const keycloak = { name: 'Keycloak', versions: ['26.4', '26.7'], defaultVersion: '26.7' }
const authentik = {
  name: 'authentik',
  versions: ['2025.12.0', '2026.5.0', '2026.5.1'],
  defaultVersion: '2026.5.1',
}

test('a version means the recorded one that tells about it', () => {
  expect(knownVersion(keycloak)).toBe('26.7')
  expect(knownVersion(keycloak, '26.4')).toBe('26.4')
  expect(knownVersion(keycloak, 'v26.4.3')).toBe('26.4')
  expect(knownVersion(authentik, '2026.5')).toBe('2026.5.1')
  expect(knownVersion(authentik, '2026.5.0')).toBe('2026.5.0')
})

test('a version that nobody has recorded is refused, not guessed', () => {
  expect(() => knownVersion(keycloak, '26.40')).toThrow(
    'Keycloak 26.40 is not known, expected one of 26.4, 26.7',
  )
  expect(() => knownVersion(authentik, '2026.4.0')).toThrow(RangeError)
})
