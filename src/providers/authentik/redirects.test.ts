import { expect, test } from 'vitest'
import type { RegisteredRedirect } from '../../plan/knowledge.ts'
import { redirectMatches } from './redirects.ts'

const matches = (mode: RegisteredRedirect['mode'], uri: string, sent: string) =>
  redirectMatches({ mode, uri }, sent)

test.each<[string, string, boolean]>([
  ['https://app.company/cb', 'https://app.company/cb', true],
  ['https://app.company/cb', 'https://app.company/cb/', false],
  ['https://app.company/cb', 'https://APP.company/cb', false],
  ['https://app.company/cb', 'https://app.company:443/cb', false],
  ['https://app.company/.*', 'https://app.company/cb', false],
  ['javascript:alert(1)', 'javascript:alert(1)', false],
])('strict %s against %s: %s', (uri, sent, expected) => {
  expect(matches('exact', uri, sent)).toBe(expected)
})

test.each<[string, string, boolean]>([
  ['https://app\\.company/.*', 'https://app.company/x/y', true],
  ['https://app\\.company/.*', 'https://app.company', false],
  ['https://app\\.company/.*', 'https://appXcompany/x', false],
  ['https://app\\.company/(?P<rest>a|b)', 'https://app.company/b', true],
  ['https://app\\.company/a\\_b\\-c', 'https://app.company/a_b-c', true],
  ['*', 'https://app.company/', false],
])('regex %s against %s: %s', (uri, sent, expected) => {
  expect(matches('regex', uri, sent)).toBe(expected)
})
