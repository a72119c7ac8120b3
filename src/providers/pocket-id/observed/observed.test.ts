import { expect, test } from 'vitest'
import { readRecording } from '../../../embedded/observed/recording.ts'
import { holdToRecording } from '../../../embedded/observed/suite.ts'
import { embedded } from '../embedded.ts'
import { adapter } from './adapter.ts'
import { unmet } from './unmet.ts'

for (const version of ['2.14.0']) {
  holdToRecording(readRecording(new URL(`./${version}.json`, import.meta.url)), adapter, unmet)
}

test('2.9.0 is recorded too, but its front end carries out the authorization: the stand-in says that it does not know it', async () => {
  await expect(embedded.start({ version: '2.9.0' })).rejects.toMatchObject({ name: 'NotKnown' })
})
