import { describe, expect, test } from 'vitest'
import { createBrowser } from '../../web/browser.ts'
import { redirect } from '../_shared/answer.ts'
import { modes, patience } from '../_shared/testing/modes.ts'
import { answers, errors, notices, tell } from './messages.ts'
import { callback, guide, home, house, issuer, line, more, person, restricted, user } from './testing.ts'

/* What pgAdmin does, asked of the profile at each run, and of pgAdmin itself as modes.ts says. */

const signedIn = (username: string) => ({ outcome: 'signed-in', session: { username, groups: [] } })
const refused = (message: unknown) => ({ outcome: 'refused', by: 'application', message })
const userinfo = more(`'OAUTH2_USERINFO_ENDPOINT': '${issuer}/me',`)
/** An ID token with nothing but the subject, as the standard has it for the code flow. */
const bare = { configuration: { conformIdTokenClaims: true } }

describe.each(modes)('%s', { timeout: patience }, (mode) => {
  async function ready(...[plan, people, options]: Parameters<typeof house>) {
    const it = await house(plan, people, { mode, ...options })
    await it.configure()
    return it
  }

  test('names are those of the claim, and who is known by name stays the same user', async () => {
    const people = [person('ann', []), person("zoë O'Brien", [], { email: 'zoe+sso@company.company' })]
    await using it = await ready(guide(), [...people, person('nomail', [], { email: undefined })])
    const session = { email: 'ann@company.company', claims: { source: 'oauth2' } }
    expect(await it.signIn('ann')).toMatchObject({ ...signedIn('ann'), session })
    expect(await it.signIn("zoë O'Brien")).toMatchObject(signedIn("zoë O'Brien"))
    expect(await it.signIn('nomail')).toMatchObject(signedIn('nomail'))
    people[0]!.email = 'renamed@company.company'
    expect(await it.signIn('ann')).toMatchObject({ ...signedIn('ann'), session })
    // Nobody compares subjects: another person of this name is the same user.
    people[1]!.preferred_username = 'ann'
    expect(await it.signIn("zoë O'Brien")).toMatchObject({ ...signedIn('ann'), session })
  })

  test('without a claim of the file the e-mail address is the name', async () => {
    await using it = await ready(guide(line('OAUTH2_USERNAME_CLAIM', null)), [
      person('ann', []),
      person('nomail', [], { email: undefined }),
      person('a b', []),
    ])
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann@company.company'))
    expect(await it.signIn('nomail')).toMatchObject(signedIn('nomail'))
    expect(await it.signIn('a b')).toMatchObject(refused(tell(notices.badEmail, 'a b@company.company')))
  })

  test('the request has these parameters', async () => {
    await using it = await ready(guide(), [person('ann', [])])
    const browser = createBrowser(it.gateway)
    await it.signIn('ann', browser)
    expect(Object.keys(sentBy(browser))).toEqual([
      'response_type',
      'client_id',
      'redirect_uri',
      'scope',
      'state',
      'nonce',
    ])
    expect(sentBy(browser)).toMatchObject({
      ...{ response_type: 'code', client_id: 'pgadmin', redirect_uri: callback },
      scope: 'openid email profile',
    })
  })

  test('PKCE needs both of its keys', async () => {
    const both = more("'OAUTH2_CHALLENGE_METHOD': 'S256',", "'OAUTH2_RESPONSE_TYPE': 'code',")
    await using it = await ready(guide(both), [person('ann', [])])
    const browser = createBrowser(it.gateway)
    expect(await it.signIn('ann', browser)).toMatchObject(signedIn('ann'))
    expect(sentBy(browser)).toMatchObject({
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    })
  })

  test('one of them is a request that no provider takes', async () => {
    await using it = await ready(guide(more("'OAUTH2_CHALLENGE_METHOD': 'S256',")), [person('ann', [])])
    const browser = createBrowser(it.gateway)
    expect(await it.signIn('ann', browser)).toMatchObject(
      refused('unsupported_response_type: unsupported response_type requested'),
    )
    expect(sentBy(browser)).toMatchObject({ response_type: 'None' })
  })

  test('another method than S256 sends a verifier without its challenge', async () => {
    const plain = more("'OAUTH2_CHALLENGE_METHOD': 'plain',", "'OAUTH2_RESPONSE_TYPE': 'code',")
    await using it = await ready(guide(plain), [person('ann', [])])
    const browser = createBrowser(it.gateway)
    expect(await it.signIn('ann', browser)).toMatchObject(refused('invalid_grant: grant request is invalid'))
    expect(sentBy(browser)).not.toHaveProperty('code_challenge')
  })

  test('only who has one of the values is let in', async () => {
    const people = [person('ann', ['staff', 'more']), person('bob', ['guests']), person('eve', [])]
    await using it = await ready(guide(restricted), people)
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann'))
    for (const name of ['bob', 'eve'])
      expect(await it.signIn(name)).toMatchObject(refused(notices.unauthorised))
  })

  test.each(['{}', "'staff'"])('additional claims of the form %s let nobody in', async (form) => {
    await using it = await ready(guide(more(`'OAUTH2_ADDITIONAL_CLAIMS': ${form},`)), [
      person('ann', ['staff']),
    ])
    expect(await it.signIn('ann')).toMatchObject(refused(notices.unauthorised))
  })

  test('claims that the ID token lacks are taken from userinfo, where the file says where it is', async () => {
    const people = [person('ann', ['staff']), person('bob', [])]
    await using it = await ready(
      guide((text) => userinfo(restricted(text))),
      people,
      bare,
    )
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann'))
    expect(await it.signIn('bob')).toMatchObject(refused(notices.unauthorised))
  })

  test('and from nowhere else', async () => {
    await using it = await ready(guide(), [person('ann', [])], bare)
    expect(await it.signIn('ann')).toMatchObject(refused(notices.noUsername))
  })

  test('without the scope openid there is no ID token, and nothing to read', async () => {
    await using it = await ready(guide(line('OAUTH2_SCOPE', null)), [person('ann', [])])
    const browser = createBrowser(it.gateway)
    expect(await it.signIn('ann', browser)).toMatchObject(refused(notices.noClaims))
    expect(sentBy(browser)).toMatchObject({ scope: 'email profile' })
    expect(sentBy(browser)).not.toHaveProperty('nonce')
  })

  test('with addresses in the place of the discovery document the scope openid is refused after the sign-in', async () => {
    const addresses = more(
      `'OAUTH2_TOKEN_URL': '${issuer}/token',`,
      `'OAUTH2_AUTHORIZATION_URL': '${issuer}/auth',`,
    )
    const plan = guide((text) => addresses(line('OAUTH2_SERVER_METADATA_URL', null)(text)))
    await using it = await ready(plan, [person('ann', [])])
    expect(await it.signIn('ann')).toMatchObject(refused(tell(errors.noMetadata, 'company')))
  })

  test('a wrong secret shows the error of the provider', async () => {
    await using it = await ready(guide(), [person('ann', [])], { bindings: { client_secret: 'another' } })
    expect(await it.signIn('ann')).toMatchObject(refused('invalid_client: client authentication failed'))
  })

  test('so does a request that the provider refuses', async () => {
    await using it = await ready(guide(), [], { client: { scope: 'openid' } })
    expect(await it.signIn('ann')).toMatchObject(refused('invalid_scope: requested scope is not allowed'))
  })

  test('a discovery document that is not there is told when the button is pressed, and asked for again', async () => {
    const address = `${issuer}/nowhere/.well-known/openid-configuration`
    await using it = await ready(guide(line('OAUTH2_SERVER_METADATA_URL', `'${address}'`)), [])
    const message = tell(answers.clientError, '404', 'Not Found', address)
    expect(await it.signIn('ann')).toMatchObject(refused(message))
    expect(await it.signIn('ann')).toMatchObject(refused(message))
  })

  test('one that has moved is found', async () => {
    const moved = 'https://moved.company'
    await using it = await ready(guide(line('OAUTH2_SERVER_METADATA_URL', `'${moved}/document'`)), [
      person('ann', []),
    ])
    const target = `${issuer}/.well-known/openid-configuration`
    it.gateway.route(moved, { listener: (_, response) => redirect(response, 302, target) })
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann'))
  })

  test('userinfo that refuses the token is told with its address', async () => {
    const change = (text: string) => userinfo(line('OAUTH2_SCOPE', null)(text))
    await using it = await ready(guide(change), [person('ann', [])])
    expect(await it.signIn('ann')).toMatchObject(
      refused(tell(answers.clientError, '403', 'Forbidden', `${issuer}/me`)),
    )
  })

  test.each([
    ['OAUTH2_CLIENT_ID', tell(errors.noKey, 'OAUTH2_CLIENT_ID')],
    ['OAUTH2_CLIENT_SECRET', tell(errors.noSecret, 'company')],
    ['OAUTH2_NAME', tell(errors.noKey, 'OAUTH2_NAME')],
  ])('an entry without %s is told when the button is pressed', async (key, message) => {
    await using it = await ready(guide(line(key, null)), [])
    expect(await it.signIn('ann')).toMatchObject(refused(message))
  })

  test('a public client needs PKCE', async () => {
    const change = (text: string) =>
      more(
        "'OAUTH2_CHALLENGE_METHOD': 'S256',",
        "'OAUTH2_RESPONSE_TYPE': 'code',",
      )(line('OAUTH2_CLIENT_SECRET', null)(text))
    const client = { token_endpoint_auth_method: 'none' as const, client_secret: undefined }
    await using it = await ready(guide(change), [person('ann', [])], { client })
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann'))
  })

  test.each([
    ["['internal']", 'The sign-in page has no button for a provider'],
    ["['oauth2', 'intern']", tell(errors.unknownSource, 'intern')],
  ])('sources %s', async (sources, message) => {
    await using it = await ready(guide(line('AUTHENTICATION_SOURCES', sources)), [])
    expect(await it.signIn('ann')).toMatchObject(refused(message))
  })

  test('accounts are made unless the file says otherwise', async () => {
    await using it = await ready(guide(line('OAUTH2_AUTO_CREATE_USER', 'False')), [person('ann', [])])
    expect(await it.signIn('ann')).toMatchObject(refused(notices.noAccount))
  })

  test('a cookie that stays at home is missing when the browser comes back', async () => {
    await using it = await ready(guide(line('SESSION_COOKIE_SAMESITE', "'Strict'")), [person('ann', [])])
    expect(await it.signIn('ann')).toMatchObject(refused('The sign-in page, without a word'))
  })

  test('nobody comes in who has not begun here', async () => {
    await using it = await ready(guide(), [])
    const browser = createBrowser(it.gateway)
    const page = await browser.open(`${callback}?code=x&state=y`)
    expect([page.url.href, page.body.includes(notices.expired)]).toEqual([`${home}/login`, true])
  })

  test('without a trusted scheme the redirect URI begins with http', async () => {
    await using it = await ready(guide(line('PROXY_X_PROTO_COUNT', '0')), [])
    const browser = createBrowser(it.gateway)
    expect(await it.signIn('ann', browser)).toMatchObject({ outcome: 'refused', by: 'provider' })
    expect(sentBy(browser).redirect_uri).toBe(callback.replace('https:', 'http:'))
  })

  test.each([
    ['OAUTH2_CLIENT_ID', "'pgadmin", /^SyntaxError: /, 19],
    ['OAUTH2_AUTO_CREATE_USER', 'true', /^NameError: name 'true' is not defined/, 14],
    [
      'ENHANCED_COOKIE_PROTECTION',
      "'yes'",
      /^ValueError: Expected boolean value for ENHANCED_COOKIE_PROTECTION; got/,
      14,
    ],
  ])('a file with %s = %s is not taken', async (key, by, words, at) => {
    await using it = await house(guide(line(key, by)), [], { mode })
    await expect(it.configure()).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringMatching(words),
      place: { start: { line: at } },
    })
  })

  test('what a guide promises is what happens', async () => {
    const plan = guide(restricted)
    await using it = await ready(plan, [person('ann', ['staff'])])
    const [entrance] = it.server.entrances
    expect(it.server.expect(plan, user('ann', ['staff']), entrance!)).toMatchObject({
      username: 'ann',
      groups: [],
    })
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann'))
    expect(it.server.expect(plan, user('bob', []), entrance!)).toMatchObject({
      outcome: 'refused',
      message: notices.unauthorised,
    })
  })
})

function sentBy({ history }: ReturnType<typeof createBrowser>): Record<string, string> {
  const authorize = history.find(({ url }) => url.startsWith(`${issuer}/auth?`))
  return Object.fromEntries(new URL(authorize!.url).searchParams)
}
