import { expect, test } from 'vitest'
import { guide, house, line, more } from '../testing.ts'

test.each([
  [line('OAUTH2_CLIENT_ID', "os.environ['CLIENT_ID']"), /What `os\.environ\['CLIENT_ID'\]` is/, 19],
  [line('SERVER_MODE', 'False'), /desktop application/, 14],
  [more("'OAUTH2_CLIENT_AUTH_METHOD': 'workload_identity',"), /Workload identities/, 24],
])('what the stand-in does not know it says, at its line', async (change, words, at) => {
  await using it = await house(guide(change), [])
  await expect(it.configure()).rejects.toMatchObject({
    name: 'NotKnown',
    message: expect.stringMatching(words),
    place: { start: { line: at } },
  })
})
