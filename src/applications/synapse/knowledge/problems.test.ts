import { expect, test } from 'vitest'
import synapse from '../index.ts'
import { guide, line, restriction } from '../testing.ts'

/** What is reported, and the line of the guide where it is; the file begins in line 13, below its fence. */
const reported = (change?: (text: string) => string, more?: string) =>
  synapse
    .problems(guide(change, more), synapse.defaultVersion)
    .map(({ message, place }) => [place.start.line, message])

const fence = 13

test('a good guide has none', () => {
  expect(reported()).toEqual([])
  expect(reported((text) => text + restriction)).toEqual([])
})

test.each([
  ['idp_name', null, fence, /does not start: .*idp_name/],
  ['idp_id', '"a b"', 17, /does not start: .*idp_id/],
  ['client_id', '7', 20, /does not start: .*client_id/],
  ['public_baseurl', null, fence, /Without `public_baseurl`/],
  ['public_baseurl', '"matrix.company"', 14, /no address with http or https/],
  ['public_baseurl', '"http://matrix.company/"', 14, /missing_session/],
  ['issuer', '"http://idp.company"', 19, /refuses an issuer without https/],
  ['client_secret', null, fence, /by no secret/],
  ['localpart_template', null, fence, /think of a user name/],
  ['display_name_template', null, fence, /shown under their user ID/],
  ['localpart_template', '"{{ user.name"', 25, /invalid jinja template/],
])('%s: %s', (key, by, at, words) => {
  expect(reported(line(key, by))).toContainEqual([at, expect.stringMatching(words)])
})

test('a requirement without a value lets in whoever is in any group', () => {
  const [problem] = reported((text) => text + restriction.replace(/ *value.*\n/, ''))
  expect(problem).toEqual([fence, expect.stringContaining('everybody who has the claim `groups`')])
})

test('a secret and a file with a secret are one too many; a method that needs one and none are too few', () => {
  const two = reported((text) => `${text}    client_secret_path: "/run/secret"\n`)
  expect(two).toContainEqual([21, expect.stringContaining('Cannot specify both')])
  const none = reported(
    (text) => `${line('client_secret', null)(text)}    client_auth_method: client_secret_post\n`,
  )
  expect(none).toContainEqual([26, expect.stringContaining("No 'client_secret' is set")])
})

test('addresses of Synapse that lead nowhere', () => {
  const open = (address: string) => reported(undefined, `## Check\n\nOpen \`${address}\` in the browser.`)
  expect(open('https://matrix.company/_matrix/client/v3/login')).toEqual([])
  expect(open('https://matrix.company/_matrix/client/v3/login/')).toEqual([
    [expect.any(Number), expect.stringContaining('nothing to show')],
  ])
  expect(open('http://matrix.company/')).toEqual([
    [expect.any(Number), expect.stringContaining('not the address in `public_baseurl`')],
  ])
})
