import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { mutateGuide } from './run.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

test('in a guide that is red as it stands no mistake is made', async () => {
  const pair = {
    guide: 'technitium/pocket-id',
    file: 'fixtures/seeds/technitium/pocket-id.md',
    application: 'technitium',
    provider: 'pocket-id',
  }
  const tried: unknown[] = []
  await expect(mutateGuide(root, pair, (one) => tried.push(one))).rejects.toThrow(/is red as it stands/)
  expect(tried).toEqual([])
})
