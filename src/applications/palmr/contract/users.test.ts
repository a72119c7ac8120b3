import { expect, test } from 'vitest'
import { inEachMode } from '../../_shared/testing/modes.ts'
import type { Person, ProviderOptions } from '../../_shared/testing/provider.ts'
import {
  asUser,
  authentikPaths,
  browserOf,
  builtIn,
  guide,
  install,
  lena,
  refusedWith,
  signIn,
  startProvider,
  world,
} from '../testing.ts'

inEachMode(world, 'what the provider says of the user', () => {
  const plan = guide('authentik', builtIn)
  const run = async (people: Person[], options: Partial<ProviderOptions> = {}) => {
    await startProvider('authentik', { configuration: authentikPaths, people, ...options })
    await install(plan)
  }

  test('no address: the text for it is never shown', async () => {
    await run([{ sub: 'u-none', name: 'No Mail' }])
    expect(await signIn({ sub: 'u-none' })).toEqual(refusedWith('Authentication failed'))
  })

  test('a verified address is not asked for, and links to the account that has it', async () => {
    const admin = { sub: 'u-admin', email: 'administrator@palmr.company', email_verified: false }
    await run([admin, { ...admin, sub: 'u-other', email: 'ADMINISTRATOR@palmr.company' }])
    expect(await signIn(admin)).toMatchObject({
      session: { username: 'palmr-administrator', groups: ['admin'] },
    })
    expect(await signIn({ sub: 'u-other' })).toMatchObject({
      session: { username: 'ADMINISTRATOR', groups: [] },
    })
  })

  test('two addresses with one local part collide', async () => {
    await run([lena, { ...lena, sub: 'u-twin', email: 'lena.ott@elsewhere.company' }])
    expect(await signIn()).toMatchObject({ outcome: 'signed-in' })
    expect(await signIn({ sub: 'u-twin' })).toEqual(refusedWith('Authentication failed'))
  })

  test('no subject: the answer is incomplete', async () => {
    const instead = { '/application/o/userinfo/': { email: 'lena.ott@palmr.company' } }
    await run([lena], { instead })
    expect(await signIn()).toEqual(refusedWith('Incomplete user information from authentik.'))
  })

  test('a user is found again by the subject, and only blanks are filled in later', async () => {
    const person: Person = { sub: 'u-mo', email: 'mo@palmr.company', given_name: 'Mo' }
    await run([person])
    expect(await signIn(person)).toMatchObject({ session: { displayName: 'Mo' } })
    Object.assign(person, { email: 'mo@elsewhere.company', given_name: 'Maurice', family_name: 'Le Roy' })
    expect(await signIn(person)).toMatchObject({
      session: { username: 'mo', email: 'mo@palmr.company', displayName: 'Mo Le Roy' },
    })
  })

  test('a provider that Palmr does not know, and a visit without a session', async () => {
    await run([lena])
    const browser = browserOf()
    const page = await browser.open('https://palmr.company/api/auth/providers/keycloak/authorize')
    const [door] = world.app.entrances
    expect(page.status).toBe(400)
    expect(await door!.finish(browser, page)).toEqual(refusedWith('Provider not found or disabled: keycloak'))
    const dashboard = await browser.open('https://palmr.company/dashboard')
    expect(await door!.finish(browser, dashboard)).toEqual(refusedWith('nobody is signed in'))
  })

  test('an error of the provider is shown as the name of a missing text', async () => {
    await run([lena], {
      client: {
        client_id: 'palmr',
        response_types: ['code'],
        grant_types: ['authorization_code'],
        scope: 'openid',
      },
    })
    expect(await signIn()).toEqual(refusedWith('auth.errors.oauth_error'))
  })

  test('an unknown state has expired', async () => {
    await run([lena])
    const browser = browserOf()
    const page = await browser.open(
      'https://palmr.company/api/auth/providers/authentik/callback?code=x&state=y',
    )
    expect(page.url.pathname).toBe('/login')
    expect(await world.app.entrances[0]!.finish(browser, page)).toEqual(
      refusedWith('Authentication session expired. Please try again.'),
    )
  })

  test('with registration closed an unknown user is refused, as promised', async () => {
    const closed = guide('authentik', builtIn, { 'Auto-register new users': 'Off' })
    await startProvider('authentik', { configuration: authentikPaths })
    await install(closed)
    expect(await signIn()).toEqual(
      refusedWith('Registration via authentik is disabled. Contact your administrator.'),
    )
    expect(world.app.expect(closed, asUser(lena), world.app.entrances[0]!)).toMatchObject({
      outcome: 'refused',
      by: 'application',
    })
  })
})
