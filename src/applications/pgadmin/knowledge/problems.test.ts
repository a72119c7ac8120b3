import { expect, test } from 'vitest'
import pgadmin from '../index.ts'
import { guide, line, more, restricted } from '../testing.ts'

/** What is reported, and the line of the guide where it is; the file begins in line 14, below its fence. */
const reported = (change?: (text: string) => string, below?: string) =>
  pgadmin
    .problems(guide(change, below), pgadmin.defaultVersion)
    .map(({ message, place }) => [place.start.line, message])

const fence = 13

test('a good guide has none', () => {
  expect(reported()).toEqual([])
  expect(reported(restricted)).toEqual([])
})

test.each([
  ['AUTHENTICATION_SOURCES', "['internal']", 14, /no button for the provider/],
  ['AUTHENTICATION_SOURCES', "['oauth2', 'intern']", 14, /knows no source `intern`/],
  ['AUTHENTICATION_SOURCES', null, fence, /does not name `oauth2`/],
  ['OAUTH2_AUTO_CREATE_USER', 'False', 14, /Nobody gets an account/],
  ['OAUTH2_AUTO_CREATE_USER', 'true', 14, /does not start: NameError: name 'true'/],
  ['SERVER_MODE', 'False', 14, /asks nobody to sign in/],
  ['SERVER_MODE', "'yes'", 14, /does not start: ValueError: Expected boolean value for SERVER_MODE/],
  ['SESSION_COOKIE_SAMESITE', "'Strict'", 14, /does not send the cookie along/],
  ['OAUTH2_NAME', null, fence, /is told: 'OAUTH2_NAME'/],
  ['OAUTH2_CLIENT_ID', null, fence, /is told: 'OAUTH2_CLIENT_ID'/],
  ['OAUTH2_CLIENT_SECRET', null, fence, /without OAUTH2_CLIENT_SECRET/],
  ['OAUTH2_CLIENT_SECRET', "''", fence, /without OAUTH2_CLIENT_SECRET/],
  ['OAUTH2_SERVER_METADATA_URL', null, fence, /OAUTH2_SERVER_METADATA_URL is not set/],
  ['OAUTH2_SCOPE', "'email profile'", 22, /no ID token to read/],
  ['OAUTH2_SCOPE', null, fence, /no ID token to read/],
])('%s: %s', (key, by, at, words) => {
  expect(reported(line(key, by))).toContainEqual([at, expect.stringMatching(words)])
})

test.each([
  ["'OAUTH2_SSL_CERT_VERIFICATION': False,", 24, /its certificate is not checked/],
  ["'OAUTH2_CHALLENGE_METHOD': 'S256',", fence, /response of the type `None`/],
  ["'OAUTH2_RESPONSE_TYPE': 'code',", fence, /sends no PKCE/],
  [
    "'OAUTH2_CHALLENGE_METHOD': 'plain', 'OAUTH2_RESPONSE_TYPE': 'code',",
    24,
    /no challenge for the method `plain`/,
  ],
  ["'OAUTH2_ADDITIONAL_CLAIMS': {},", 24, /Nobody is let in/],
  ["'OAUTH2_ADDITIONAL_CLAIMS': 'staff',", 24, /Nobody is let in/],
  ["'OAUTH2_ADDITIONAL_CLAIMS': {'groups': []},", 24, /Nobody is let in/],
])('more: %s', (text, at, words) => {
  expect(reported(more(text))).toContainEqual([at, expect.stringMatching(words)])
})

test('no claims at all are fine', () => {
  expect(reported(more("'OAUTH2_ADDITIONAL_CLAIMS': None,"))).toEqual([])
})

test('a secret that is noted has to be sent, also where PKCE would do without', () => {
  const both = more("'OAUTH2_CHALLENGE_METHOD': 'S256', 'OAUTH2_RESPONSE_TYPE': 'code',")
  expect(reported((text) => both(line('OAUTH2_CLIENT_SECRET', null)(text)))).toEqual([
    [fence, expect.stringContaining('by no secret')],
  ])
})

test('an entry whose settings stand outside of the list sets nothing up', () => {
  const messages = reported(() => "AUTHENTICATION_SOURCES = ['oauth2']\nOAUTH2_CLIENT_ID = 'pgadmin'\n")
  expect(messages).toEqual([
    [15, expect.stringContaining('only inside of an entry')],
    [fence, expect.stringContaining('has no entry')],
  ])
})

test('addresses of pgAdmin that lead nowhere', () => {
  const open = (address: string) => reported(undefined, `## Check\n\nOpen \`${address}\` in the browser.`)
  expect(open('https://pgadmin.company/')).toEqual([])
  expect(open('https://pgadmin.company/browser')).toEqual([
    [expect.any(Number), expect.stringContaining('nothing to show')],
  ])
  expect(open('http://pgadmin.company/')).toEqual([
    [expect.any(Number), expect.stringContaining('another redirect URI')],
  ])
})
