import { expect, test } from 'vitest'
import { lineOf } from './events.ts'

test('an event in a line: what happened, in which mapping, and the last line of the traceback', () => {
  const message =
    'Traceback (most recent call last):\n  File "x", line 2\nAttributeError: no attribute groupz\n'
  const context = { message, mapping: { name: 'DNS roles' } }
  const event = { action: 'property_mapping_exception', created: '2026-11-24T18:00:00Z', context }
  expect(lineOf(event)).toBe(
    'event property_mapping_exception: DNS roles: AttributeError: no attribute groupz',
  )
})
