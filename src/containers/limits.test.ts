import { expect, test } from 'vitest'
import { limitsFrom } from './limits.ts'

test('the product decides how long it may take to start, the machine may know better', () => {
  expect(limitsFrom({}, 240_000)).toEqual({ patience: 240_000, memoryFolders: {} })
  expect(limitsFrom({ TOUCHSTONE_PATIENCE: '600' }, 240_000).patience).toBe(600_000)
})

test('memory in megabytes, one folder that lives in memory', () => {
  const limits = limitsFrom(
    { TOUCHSTONE_CONTAINER_MEMORY: '512', TOUCHSTONE_CONTAINER_TMPFS: '/data:rw,size=64m' },
    1,
  )
  expect(limits).toEqual({ patience: 1, memory: 0.5, memoryFolders: { '/data': 'rw,size=64m' } })
})

test('what is no number is said', () => {
  expect(() => limitsFrom({ TOUCHSTONE_PATIENCE: 'long' }, 1)).toThrow(
    'TOUCHSTONE_PATIENCE is "long", expected a number above 0',
  )
})
