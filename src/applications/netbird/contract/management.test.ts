import { expect, test } from 'vitest'
import { inEachMode } from '../../_shared/testing/modes.ts'
import netbird from '../index.ts'
import {
  asUser,
  groupSync,
  guide,
  lena,
  omar,
  refusedWith,
  signIn,
  start,
  startProvider,
  world,
} from '../testing.ts'

inEachMode(world, 'what management makes of the token', () => {
  test('an audience that is not in the token: 401 at the API, an answer of its own on the command line', async () => {
    await startProvider()
    await start(guide({ NETBIRD_AUTH_AUDIENCE: 'netbird-api' }))
    expect(await signIn(lena)).toEqual(refusedWith('token invalid'))
    expect(await signIn(lena, 'command-line')).toEqual(
      refusedWith('authentication failed: invalid access token - invalid JWT token audience field'),
    )
    // A container's log comes a little later.
    await expect
      .poll(() => world.app.logs(), { timeout: 5000 })
      .toContainEqual(expect.stringMatching(/Error when validating JWT: .*invalid audience/))
  })

  test('the audience of the device flow counts too', async () => {
    await startProvider()
    await start(guide({ NETBIRD_AUTH_AUDIENCE: 'netbird-api', NETBIRD_AUTH_DEVICE_AUTH_AUDIENCE: 'netbird' }))
    expect(await signIn(lena)).toMatchObject({ outcome: 'signed-in' })
  })

  test('an opaque access token is refused, the ID token of the same provider is not', async () => {
    await startProvider({ accessToken: undefined })
    await start(guide())
    expect(await signIn(lena)).toEqual(refusedWith('token invalid'))
    await start(guide({ NETBIRD_TOKEN_SOURCE: 'idToken' }))
    expect(await signIn(lena)).toMatchObject({ outcome: 'signed-in', session: { displayName: 'Lena Ott' } })
    expect(await signIn(lena, 'command-line')).toMatchObject({ outcome: 'signed-in' })
  })

  test('a token without email leaves the user nameless', async () => {
    await startProvider({ accessToken: { audience: 'netbird', claims: [] } })
    await start(guide())
    expect(await signIn(lena)).toMatchObject({
      outcome: 'signed-in',
      session: { username: 'u-lena', email: '' },
    })
  })

  test('an elliptic key works', async () => {
    await startProvider({ elliptic: true })
    await start(guide())
    expect(await signIn(lena)).toMatchObject({ outcome: 'signed-in' })
  })

  test('a user ID claim that the token lacks is refused', async () => {
    await startProvider()
    await start(guide({ NETBIRD_AUTH_USER_ID_CLAIM: 'oid' }))
    expect(await signIn(lena)).toEqual(refusedWith('token invalid'))
  })
})

inEachMode(world, 'account settings', () => {
  test('groups of the token become groups of the user, as the guide promises', async () => {
    await startProvider()
    const plan = guide({}, { settings: groupSync })
    await start(plan)
    const result = await signIn(lena)
    expect(result).toMatchObject({ outcome: 'signed-in', session: { groups: ['netbird-users', 'ops'] } })
    const promised = world.app.expect(plan, asUser(lena), world.app.entrances[0]!)
    expect(promised).toMatchObject({
      outcome: 'signed-in',
      username: 'lena@netbird.company',
      groups: ['netbird-users', 'ops'],
    })
  })

  test('whoever is in none of the allowed groups is refused, and told another reason by the command line', async () => {
    await startProvider()
    const plan = guide({}, { settings: [...groupSync, ['JWT allow groups', 'netbird-users']] })
    await start(plan)
    expect(await signIn(lena)).toMatchObject({ outcome: 'signed-in' })
    for (const entrance of world.app.entrances) {
      const promised = world.app.expect(plan, asUser(omar), entrance)
      expect(promised).toMatchObject({ outcome: 'refused', by: 'application' })
      expect(promised).toMatchObject(await signIn(omar, entrance.id))
    }
  })

  test('a later user waits for approval when the guide only says that approval is required', async () => {
    await startProvider()
    const plan = guide({}, { settings: [['User Approval Required', 'On']] })
    await start(plan)
    expect(await signIn(lena)).toMatchObject({ session: { claims: { role: 'owner' } } })
    expect(await signIn(omar)).toEqual(refusedWith('user is blocked'))
    expect(netbird.problems(plan, '0.77.1')).toHaveLength(1)
  })

  test.each([
    ['switches approval off', { settings: [['User Approval Required', 'Off']] as Array<[string, string]> }],
    ['tells the owner to approve', { actions: ['Approve'] }],
  ])('a later user signs in as a plain user when the guide %s', async (_, more) => {
    await startProvider()
    await start(guide({}, more))
    await signIn(lena)
    expect(await signIn(omar)).toMatchObject({ outcome: 'signed-in', session: { claims: { role: 'user' } } })
  })
})
