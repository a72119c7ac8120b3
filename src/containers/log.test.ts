import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { ending, Saying } from './log.ts'

const running = { Paused: false, Running: true, OOMKilled: false, ExitCode: 0 }

test.for([
  ['runs', running, null],
  ['is paused', { ...running, Paused: true }, 'The container is paused'],
  ['ended', { ...running, Running: false, ExitCode: 1 }, 'The container ended with exit code 1'],
  [
    'was killed for its memory',
    { ...running, Running: false, ExitCode: 137, OOMKilled: true },
    'The container ended with exit code 137, killed by the kernel for want of memory (OOMKilled): give it more, or the machine',
  ],
  [
    'lost a process for its memory',
    { ...running, OOMKilled: true },
    'The container runs, but the kernel killed a process of it for want of memory (OOMKilled): give it more, or the machine',
  ],
] as const)('a container that %s', ([, state, told]) => {
  expect(ending(state)).toBe(told)
})

test('the last lines of both streams are at hand, and not all of them', () => {
  const [said, stream] = [new Saying(), new PassThrough()]
  said.listen(stream)
  for (let line = 1; line <= 300; line += 1) stream.emit(line % 2 ? 'data' : 'err', `line ${line}\n`)
  expect(said.last(2)).toEqual(['line 299', 'line 300'])
  expect(said.last(1000)).toHaveLength(200)
})
