import { expect, test } from 'vitest'
import { type Event, eventsSince, lineOf } from './events.ts'
import type { Rest } from './rest.ts'

/** As the server records a mapping that raises, in what is read of it. */
const raised = (path: string, created = '2026-11-24T19:42:00Z'): Event => ({
  action: 'property_mapping_exception',
  created,
  context: {
    message: 'Failed to execute property mapping',
    http_request: { path },
    exception: [
      {
        exc_type: 'IndexError',
        exc_value: 'list index out of range',
        frames: [
          { filename: '/DNS roles', lineno: 8 },
          { filename: '/DNS roles', lineno: 5 },
        ],
      },
    ],
  },
})

const line =
  'property_mapping_exception: DNS roles: IndexError: list index out of range (line 4 of the expression)'

test('a mapping that raised, with the line of its expression', () => {
  expect(lineOf(raised('/application/o/token/'))).toBe(line)
})

test('what concerns this set-up is told once, and not what discovery tried for nobody', async () => {
  const results = [
    raised('/application/o/userinfo/'),
    raised('/application/o/token/'),
    raised('/application/o/dns/.well-known/openid-configuration'),
    raised('/application/o/token/', '2026-11-24T18:00:00Z'),
  ]
  const rest = (some: Event[]) => ({ call: async () => ({ results: some }) }) as unknown as Rest
  const since = new Date('2026-11-24T19:00:00Z')
  expect(await eventsSince(rest(results), since)).toEqual([line])
  expect(await eventsSince(rest(results.slice(2)), since)).toEqual([])
})
