import { describe, expect, test } from 'vitest'
import * as say from '../messages.ts'
import { guide, house, person } from '../testing.ts'

const signedIn = (username: string, ...groups: string[]) => ({
  outcome: 'signed-in',
  session: { username, groups },
})
const refused = (message: string) => ({ outcome: 'refused', by: 'application', message })
const open = { 'Allow Sign Up Only For Mapped Users': 'Off' }

describe('who gets an account', () => {
  test('nobody while sign-up is off, which it is from the start', async () => {
    await using off = await house(guide({ 'Allow New User Sign Up': 'Off' }), [person('ann', ['dns-admins'])])
    expect(await off.signIn('ann')).toEqual(refused(say.signUpDisabled))
    await using unsaid = await house(guide({ 'Allow New User Sign Up': null }), [
      person('ann', ['dns-admins']),
    ])
    expect(await unsaid.signIn('ann')).toEqual(refused(say.signUpDisabled))
  })

  test('nobody outside the map, also where the guide does not say so', async () => {
    const people = [person('bob', ['others'])]
    await using said = await house(guide(), people)
    expect(await said.signIn('bob')).toEqual(refused(say.signUpRestricted))
    await using unsaid = await house(guide({ 'Allow Sign Up Only For Mapped Users': null }), people)
    expect(await unsaid.signIn('bob')).toEqual(refused(say.signUpRestricted))
  })

  test('nobody at all with an empty map', async () => {
    await using it = await house(guide({ 'Group Map (Optional)': null }), [person('ann', ['dns-admins'])])
    expect(await it.signIn('ann')).toEqual(refused(say.signUpRestricted))
  })

  test('everybody, in no local group, once mapped users are not the only ones', async () => {
    await using it = await house(guide(open), [person('bob', [])])
    expect(await it.signIn('bob')).toMatchObject(signedIn('bob@company.company'))
  })

  test('a row whose local group does not exist opens no door', async () => {
    const map = { map: [['ops', 'DNS Admins'] as [string, string]] }
    await using it = await house(guide({ 'Group Map (Optional)': map }), [person('ann', ['ops'])])
    expect(await it.signIn('ann')).toEqual(refused(say.signUpRestricted))
  })
})

describe('groups', () => {
  test('remote names count letter by letter, local names do not', async () => {
    const map = { map: [['DNS', 'dns administrators'] as [string, string]] }
    await using it = await house(guide({ 'Group Map (Optional)': map }), [
      person('ann', ['DNS']),
      person('bob', ['dns']),
    ])
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann@company.company', 'DNS Administrators'))
    expect(await it.signIn('bob')).toEqual(refused(say.signUpRestricted))
  })

  test('groups, roles and role are one list, and a text is one group', async () => {
    const claims = { openid: ['sub'], profile: ['groups', 'roles', 'role'], email: ['email'] }
    const scopes = ['openid', 'profile', 'email']
    const ann = person('ann', [], { groups: 'dns-admins', roles: ['x'], role: 'dhcp-admins' })
    const bob = person('bob', [], { groups: 'dns-admins dhcp-admins' })
    await using it = await house(guide({ Scopes: scopes }), [ann, bob], { configuration: { claims } })
    expect(await it.signIn('ann')).toMatchObject(
      signedIn('ann@company.company', 'DNS Administrators', 'DHCP Administrators'),
    )
    expect(await it.signIn('bob')).toEqual(refused(say.signUpRestricted))
  })

  test('each sign-in replaces them; who has lost the last one still gets in', async () => {
    const ann = person('ann', ['dns-admins'])
    await using it = await house(guide(), [ann])
    await it.signIn('ann')
    ann.groups = ['dhcp-admins']
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann@company.company', 'DHCP Administrators'))
    ann.groups = []
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann@company.company'))
  })
})

describe('user names', () => {
  test('an address with a plus sign gives way to the preferred user name', async () => {
    await using it = await house(guide(open), [person('zoe', [], { email: 'zoe+sso@company.company' })])
    expect(await it.signIn('zoe')).toMatchObject(signedIn('zoe'))
  })

  test('stored in lower case', async () => {
    await using it = await house(guide(open), [person('ann', [], { email: 'Ann@Company.company' })])
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann@company.company'))
  })

  test('never those of a local account', async () => {
    const admin = person('admin', [], { email: undefined })
    await using it = await house(guide(open), [admin])
    expect(await it.signIn('admin')).toEqual(refused(say.noUsername))
  })

  test('changed at the next sign-in once neither claim has the old one', async () => {
    const ann = person('ann', [])
    await using it = await house(guide(open), [ann])
    await it.signIn('ann')
    Object.assign(ann, { email: 'ann.smith@company.company', preferred_username: 'asmith' })
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann.smith@company.company'))
  })
})
