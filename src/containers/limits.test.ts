import { expect, test } from 'vitest'
import { limitsFrom } from './limits.ts'

test('the product decides how long it may take to start, a busy machine takes a multiple of it, and seconds have the last word', () => {
  expect(limitsFrom({}, 240_000)).toEqual({ start: 240_000, memoryFolders: {} })
  expect(limitsFrom({ TOUCHSTONE_PATIENCE: '4' }, 240_000).start).toBe(960_000)
  expect(limitsFrom({ TOUCHSTONE_PATIENCE: '4', TOUCHSTONE_CONTAINER_START: '5' }, 240_000).start).toBe(5000)
})

test('memory in megabytes, one folder that lives in memory', () => {
  const limits = limitsFrom(
    { TOUCHSTONE_CONTAINER_MEMORY: '512', TOUCHSTONE_CONTAINER_TMPFS: '/data:rw,size=64m' },
    1,
  )
  expect(limits).toEqual({ start: 1, memory: 0.5, memoryFolders: { '/data': 'rw,size=64m' } })
})

test('what is no number is said', () => {
  expect(() => limitsFrom({ TOUCHSTONE_PATIENCE: 'long' }, 1)).toThrow(
    'TOUCHSTONE_PATIENCE is "long", expected a number above 0',
  )
})
