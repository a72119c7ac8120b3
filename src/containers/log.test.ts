import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { ending, Saying } from './log.ts'

const running = { Paused: false, Running: true, OOMKilled: false, ExitCode: 0 }

const ended = { ...running, Running: false }

test.for([
  ['runs', running, null],
  ['is paused', { ...running, Paused: true }, 'The container is paused'],
  ['ended', { ...ended, ExitCode: 1 }, 'The container ended with exit code 1'],
  [
    'was killed for its memory',
    { ...ended, ExitCode: 137, OOMKilled: true },
    'The container ended with exit code 137: it needed more memory than its 512 MB (OOMKilled)',
  ],
  [
    'was killed, and the engine does not say by whom',
    { ...ended, ExitCode: 137 },
    'The container ended with exit code 137: killed from outside, or by the kernel because it needed more memory than its 512 MB',
  ],
  [
    'lost a process for its memory',
    { ...running, OOMKilled: true },
    'The container runs, but a process of it needed more memory than its 512 MB (OOMKilled)',
  ],
] as const)('a container that %s', ([, state, told]) => {
  expect(ending(state, 512 * 2 ** 20)).toBe(told)
})

test('the last lines of both streams are at hand, and not all of them', () => {
  const [said, stream] = [new Saying(), new PassThrough()]
  said.listen(stream)
  for (let line = 1; line <= 300; line += 1) stream.emit(line % 2 ? 'data' : 'err', `line ${line}\n`)
  expect(said.last(2)).toEqual(['line 299', 'line 300'])
  expect(said.last(1000)).toHaveLength(200)
})
