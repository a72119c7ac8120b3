import { expect, test } from 'vitest'
import { additionalClaims, readConfigLocal } from './config-local.ts'
import { guide, more } from './testing.ts'

test.each([
  ['python title="config_local.py"', 1],
  ['python title="/etc/pgadmin/config_system.py"', 1],
  ['py title="/pgadmin4/config_local.py"', 1],
  ['python', 1],
  ['python title="config_distro.py"', 0],
])('a block opened by %s is %d file', (fence, count) => {
  expect(readConfigLocal(guide(undefined, '', fence)).blocks).toHaveLength(count)
})

test('claims may have any name, also an address', () => {
  const wanted = "{'groups': ['a', 'b'], 'https://claims.company/role': 'c'}"
  const file = readConfigLocal(guide(more(`'OAUTH2_ADDITIONAL_CLAIMS': ${wanted},`)))
  const found = additionalClaims(file).map(({ claim, lines }) => [claim, lines.map(({ text }) => text)])
  expect(found).toEqual([
    ['groups', ['a', 'b']],
    ['https://claims.company/role', ['c']],
  ])
})
