import { describe, expect, test } from 'vitest'
import { createBrowser } from '../../web/browser.ts'
import { modes, patience } from '../_shared/testing/modes.ts'
import { base, callback, guide, house, issuer, line, person, restriction, user } from './testing.ts'

/* What Synapse does, asked of the profile at each run, and of Synapse itself as modes.ts says. */

const signedIn = (username: string, displayName: string) => ({
  outcome: 'signed-in',
  session: { username: `@${username}:matrix.company`, displayName },
})
const refused = (...words: string[]) => ({
  outcome: 'refused',
  by: 'application',
  message: expect.stringMatching(new RegExp(words.join('.*'))),
})

describe.each(modes)('%s', (mode) => {
  async function ready(...[plan, people, more]: Parameters<typeof house>) {
    const it = await house(plan, people, { mode, ...more })
    await it.configure()
    return it
  }

  test('names become user IDs and display names, and who is known stays the same user', {
    timeout: patience,
  }, async () => {
    const people = [
      person('Ann', [], { name: 'Ann Archer' }),
      person('zoë b', [], { name: "Zoë O'Brien" }),
      person('_low', [], { name: '' }),
    ]
    await using it = await ready(guide(), people)
    expect(await it.signIn('Ann')).toMatchObject(signedIn('ann', 'Ann Archer'))
    expect(await it.signIn('zoë b')).toMatchObject(signedIn('zo=c3=ab=20b', "Zoë O'Brien"))
    expect(await it.signIn('_low')).toMatchObject(signedIn('=5flow', '=5flow'))
    people[0]!.preferred_username = 'renamed'
    people[0]!.name = 'Renamed'
    expect(await it.signIn('Ann')).toMatchObject(signedIn('ann', 'Ann Archer'))
  })

  test('a name that is taken gets a number', { timeout: patience }, async () => {
    const people = [person('ann', []), person('other', [], { preferred_username: 'Ann' })]
    await using it = await ready(guide(), people)
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann', 'ANN'))
    expect(await it.signIn('other')).toMatchObject(signedIn('ann1', 'OTHER'))
  })

  test('the request has these parameters, PKCE among them where discovery offers it', {
    timeout: patience,
  }, async () => {
    await using it = await ready(guide(), [person('ann', [])])
    const browser = createBrowser(it.gateway)
    await it.signIn('ann', browser)
    const authorize = browser.history.find(({ url }) => url.startsWith(`${issuer}/auth`))
    const sent = Object.fromEntries(new URL(authorize!.url).searchParams)
    expect(Object.keys(sent).sort()).toEqual([
      'client_id',
      'code_challenge',
      'code_challenge_method',
      'nonce',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
    ])
    expect(sent).toMatchObject({
      redirect_uri: callback,
      scope: 'openid profile',
      code_challenge_method: 'S256',
    })
  })

  test('only who has the required value is let in', { timeout: patience }, async () => {
    const plan = guide((text) => text.replace('"profile"', '"profile", "groups"') + restriction)
    const people = [person('ann', ['staff', 'more']), person('bob', ['guests']), person('eve', [])]
    await using it = await ready(plan, people)
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann', 'ANN'))
    for (const name of ['bob', 'eve'])
      expect(await it.signIn(name)).toMatchObject(refused('You are not allowed to log in here\\.'))
  })

  test('a wrong secret shows the error of the provider', { timeout: patience }, async () => {
    await using it = await ready(guide(), [person('ann', [])], { bindings: { client_secret: 'another' } })
    expect(await it.signIn('ann')).toMatchObject(
      refused('There was an error', 'Error code', 'invalid_client'),
    )
  })

  test('so does a request that the provider refuses', { timeout: patience }, async () => {
    await using it = await ready(guide(), [], { client: { scope: 'openid' } })
    expect(await it.signIn('ann')).toMatchObject(refused('There was an error', 'Error code invalid_scope'))
  })

  test('without a claim for it there is no user ID', { timeout: patience }, async () => {
    const plan = guide(line('localpart_template', '"{{ user.nickname }}"'))
    await using it = await ready(plan, [person('ann', [])])
    expect(await it.signIn('ann')).toMatchObject(refused('localpart is invalid:', 'Error code mapping_error'))
  })

  test('a provider that cannot be read is unavailable', { timeout: patience }, async () => {
    await using it = await ready(guide(line('issuer', `"${issuer}/nowhere"`)), [])
    expect(await it.signIn('ann')).toMatchObject(refused('This login provider is unavailable right now\\.'))
  })

  test('a slash more behind the issuer, the secret in the body, userinfo and no PKCE are fine', {
    timeout: patience,
  }, async () => {
    const change = (text: string) =>
      `${line('issuer', `"${issuer}/"`)(text)}    client_auth_method: client_secret_post
    pkce_method: never
    user_profile_method: userinfo_endpoint
`
    const client = { token_endpoint_auth_method: 'client_secret_post' as const }
    await using it = await ready(guide(change), [person('ann', [])], { client })
    const browser = createBrowser(it.gateway)
    expect(await it.signIn('ann', browser)).toMatchObject(signedIn('ann', 'ANN'))
    expect(browser.history.some(({ url }) => url.includes('code_challenge'))).toBe(false)
  })

  test('a method that discovery does not list is not tried', { timeout: patience }, async () => {
    const configuration = { clientAuthMethods: ['client_secret_post' as const] }
    const client = { token_endpoint_auth_method: 'client_secret_post' as const }
    await using it = await ready(guide(), [], { client, configuration })
    expect(await it.signIn('ann')).toMatchObject(refused('This login provider is unavailable right now\\.'))
  })

  test('without a template the user is asked for a name', { timeout: patience }, async () => {
    await using it = await ready(guide(line('localpart_template', null)), [person('ann', [])])
    const browser = createBrowser(it.gateway)
    expect((await it.signIn('ann', browser)).outcome).toBe('refused')
    expect(browser.history.at(-1)?.url).toBe(`${base}_synapse/client/pick_username/account_details`)
  })

  test('nobody comes in who has not begun here', { timeout: patience }, async () => {
    await using it = await ready(guide(), [])
    const page = async (query: string) => (await createBrowser(it.gateway).open(`${callback}?${query}`)).text
    expect(await page('code=x&state=y')).toMatch(/No session cookie found.*missing_session/)
    expect(await page('error=access_denied&error_description=Nope')).toMatch(/Nope.*access_denied/)
  })

  test.each([
    ['idp_name', null, /idp_name/],
    ['idp_id', '"not a name"', /idp_id/],
    ['client_id', '7', /client_id/],
    ['display_name_template', '"{{ user.name"', /display_name_template/],
  ])('a file with %s: %s is not taken', { timeout: patience }, async (key, by, words) => {
    await using it = await house(guide(line(key, by)), [], { mode })
    await expect(it.configure()).rejects.toThrow(words)
    await expect(it.configure()).rejects.toMatchObject({ name: 'Refused' })
  })

  test('what a guide promises is what happens', { timeout: patience }, async () => {
    const plan = guide((text) => text.replace('"profile"', '"profile", "groups"') + restriction)
    const ann = person('ann', ['staff'], { name: 'ann Tester' })
    await using it = await ready(plan, [ann])
    const [entrance] = it.server.entrances
    const promised = it.server.expect(plan, user('ann', ['staff']), entrance!)
    expect(promised).toMatchObject({ username: '@ann:matrix.company', displayName: 'ann Tester' })
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann', 'ann Tester'))
    expect(it.server.expect(plan, user('bob', []), entrance!)).toMatchObject({
      outcome: 'refused',
      message: 'You are not allowed to log in here.',
    })
  })
})
