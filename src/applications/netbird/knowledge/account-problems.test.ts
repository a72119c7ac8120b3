import { expect, test } from 'vitest'
import type { Fact, Plan } from '../../../plan/plan.ts'
import netbird from '../index.ts'
import { guide } from '../testing.ts'

test('with group sync the groups that the guide makes at the provider are rows, without it none', () => {
  const made = { kind: 'group', ordinal: 1 }
  const withGroup = (settings: Array<[string, string]>): Plan => {
    const plan = guide({}, { settings: [...settings, ['JWT claim', 'netbird-users']] })
    const group = plan.facts.find((fact) => fact.kind === 'setting' && fact.label === 'JWT claim')
    return {
      ...plan,
      facts: [...plan.facts, { ...group, side: 'provider', object: made, field: 'name' } as Fact],
    }
  }
  const rows = (plan: Plan) => netbird.relyingParty(plan, '0.77.1').groupMap.map((row) => row.remote)
  expect(
    rows(
      withGroup([
        ['Enable JWT group sync', 'On'],
        ['JWT allow groups', 'admins'],
      ]),
    ),
  ).toEqual(['admins', 'netbird-users'])
  expect(rows(withGroup([['JWT allow groups', 'admins']]))).toEqual([])
})

test.each([
  [
    'Off',
    [
      ['Enable JWT group sync', 'Off'],
      ['JWT claim', 'groups'],
    ],
  ],
  ['without a claim', [['Enable JWT group sync', 'On']]],
] as Array<[string, Array<[string, string]>]>)('group sync %s is a problem', (_, settings) => {
  expect(netbird.problems(guide({}, { settings }), '0.77.1')).toHaveLength(1)
})
