import { expect, test } from 'vitest'
import type { ClientView, RelyingPartyView } from '../plan/knowledge.ts'
import type { Place } from '../plan/place.ts'
import { testUsers } from './users.ts'

const at = (line: number): Place => {
  const point = { line, column: 1, offset: line }
  return { file: 'guide.mdx', start: point, end: point, includes: [] }
}

function usersOf(rows: string[], allowed: string[]) {
  const groupMap = rows.map((remote, index) => {
    const place = at(index + 1)
    return { remote, local: remote, place, remotePlace: place, localPlace: place }
  })
  const allowedGroups = allowed.map((name) => ({ name, place: at(99) }))
  return testUsers(
    { allowedGroups } as Partial<ClientView> as ClientView,
    { groupMap } as Partial<RelyingPartyView> as RelyingPartyView,
  )
}

const shown = (rows: string[], allowed: string[]) =>
  usersOf(rows, allowed).map(
    ({ user, outside }) => `${user.why}: ${user.groups.join(', ') || '-'}${outside ? ' (outside)' : ''}`,
  )

test('one user per row of the group map, one in no group, one with awkward names', () => {
  expect(shown(['admins', 'readers'], [])).toEqual([
    'in admins: admins',
    'in readers: readers',
    'in no group: -',
    'awkward names: admins',
  ])
})

test('rows with the same remote group are one user, at the first row', () => {
  const users = usersOf(['admins', 'admins'], [])
  expect(users.filter(({ user }) => user.why === 'in admins').map(({ place }) => place?.start.line)).toEqual([
    1,
  ])
})

test('where the guide restricts access everybody is let in by an allowed group, and one user is outside', () => {
  expect(shown(['admins'], ['staff'])).toEqual([
    'in admins: admins, staff',
    'in staff only: staff',
    'awkward names: admins, staff',
    'outside staff: - (outside)',
  ])
})

test('when each allowed group is mapped nobody can be in no group', () => {
  expect(shown(['admins', 'readers'], ['admins', 'readers'])).toEqual([
    'in admins: admins',
    'in readers: readers',
    'awkward names: admins',
    'outside admins, readers: - (outside)',
  ])
})

test('who is in a mapped group that the guide does not let in is in no other', () => {
  expect(shown(['readers', 'admins'], ['admins'])).toEqual([
    'in readers: readers',
    'in admins: admins',
    'awkward names: admins',
    'outside admins: - (outside)',
  ])
})

test('without groups there are still two users to try', () => {
  expect(shown([], [])).toEqual(['in no group: -', 'awkward names: -'])
})

test('awkward names have what breaks things: umlauts, an apostrophe, spaces, a plus sign', () => {
  const { user } = usersOf([], []).find((candidate) => candidate.user.why === 'awkward names')!
  expect(`${user.givenName} ${user.familyName}`).toMatch(/Ä.* .*'.*ü/)
  expect(user.email).toContain('+')
})
