import { describe, expect, test } from 'vitest'
import { redirectMatches } from './redirects.ts'

const matches = (registered: string, sent: string, version = '26.7.0') =>
  redirectMatches([registered], sent, version)

describe('a redirect URI', () => {
  test.each([
    ['https://a.company/cb', 'https://a.company/cb', true],
    ['https://a.company/cb', 'https://a.company/cb/', false],
    ['https://a.company/cb', 'https://A.company/cb', false],
    ['https://a.company/cb', 'https://a.company:443/cb', false],
    ['https://a.company/cb', 'https://a.company/cb?x=1', false],
    ['https://a.company/cb', 'http://a.company/cb', false],
  ])('%s is compared character by character with %s: %s', (registered, sent, result) => {
    expect(matches(registered, sent)).toBe(result)
  })

  test.each([
    ['https://a.company/x/*', 'https://a.company/x/y', true],
    ['https://a.company/x/*', 'https://a.company/x', true],
    ['https://a.company/x/*', 'https://a.company/xy', false],
    ['https://a.company/x/*', 'https://a.company/x/y?z=1', true],
    ['https://*.company/cb', 'https://a.company/cb', false],
    ['*', 'https://anything.company/', true],
  ])('%s with a wildcard takes %s: %s', (registered, sent, result) => {
    expect(matches(registered, sent)).toBe(result)
  })

  test('on a loopback host is good for any port where none is registered', () => {
    expect(matches('http://localhost/cb', 'http://localhost:5555/cb')).toBe(true)
    expect(matches('http://127.0.0.1:9/cb', 'http://127.0.0.1:5555/cb')).toBe(false)
    expect(matches('http://localhost/cb', 'http://127.0.0.1:5555/cb')).toBe(false)
  })

  test('that is relative is taken below the root URL', () => {
    expect(redirectMatches(['/cb'], 'https://a.company/cb', '26.7.0', 'https://a.company')).toBe(true)
    expect(redirectMatches(['/cb'], 'https://a.company/cb', '26.7.0')).toBe(false)
  })

  test('whose wildcard follows the host took other hosts before 26.6.3', () => {
    const evil = 'https://a.company.evil.test/'
    expect(matches('https://a.company*', evil, '26.4.0')).toBe(true)
    expect(matches('https://a.company*', evil, '26.6.3')).toBe(false)
    expect(matches('https://a.company*', 'https://a.company/x', '26.7.0')).toBe(true)
  })

  test('with a parameter of an answer is refused since 26.7.3 and 26.6.7', () => {
    const uri = 'https://a.company/cb?state=1'
    expect(['26.6.6', '26.6.7', '26.7.2', '26.7.3'].map((version) => matches(uri, uri, version))).toEqual([
      true,
      false,
      true,
      false,
    ])
  })
})
