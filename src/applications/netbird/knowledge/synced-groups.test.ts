import { expect, test } from 'vitest'
import type { Sketch } from '../../_shared/testing/plan.ts'
import netbird from '../index.ts'
import { groupSync, guide } from '../testing.ts'

const synced = (rows: Array<[string, string]>): Partial<Sketch> => ({
  settings: [...groupSync, ['Group in the token', { map: rows }]],
})

test('the rows of the table are the groups that must arrive, each at its own line', () => {
  const plan = guide({}, synced([['admins', 'admins'], ['staff', 'staff']])) // biome-ignore format: a table
  const rows = netbird.relyingParty(plan, '0.77.1').groupMap
  expect(rows.map(({ remote, local }) => [remote, local])).toEqual([
    ['admins', 'admins'],
    ['staff', 'staff'],
  ])
  expect(netbird.problems(plan, '0.77.1')).toEqual([])
})

test('a group keeps its name: a row that gives it another is refused at the name that never appears', () => {
  const plan = guide({}, synced([['admins', 'NetBird admins']]))
  expect(netbird.problems(plan, '0.77.1')).toMatchObject([{ expected: 'admins', actual: 'NetBird admins' }])
})

test('a redirect path that the file lacks is missing from the file', () => {
  const plan = guide({ NETBIRD_AUTH_SILENT_REDIRECT_URI: null })
  const file = plan.facts.find((fact) => fact.kind === 'block')
  const [, silent] = netbird.relyingParty(plan, '0.77.1').redirectUris
  expect(silent).toMatchObject({ uri: 'https://netbird.company/#silent-callback', place: file?.place })
})
